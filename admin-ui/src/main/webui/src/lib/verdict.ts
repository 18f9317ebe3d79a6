import type { ClusterView, NodeView } from '../api/types';
import { t } from '../i18n';
import { count, names, percent } from './format';

export type Mood = 'good' | 'busy' | 'warn' | 'bad';

export interface Verdict {
  mood: Mood;
  word: string;
  sentence: string;
}

/** How the cluster is, the worst news first. */
export function verdictOf(cluster: ClusterView): Verdict {
  const all = count(cluster.slotCount);
  const down = namesOf(cluster, (n) => n.state === 'DOWN');
  const suspect = namesOf(cluster, (n) => n.state === 'SUSPECT');
  const catchingUp = cluster.nodes.filter((n) => n.unsyncedSlots > 0 && n.state !== 'DOWN');
  if (!cluster.formed) {
    const here = cluster.nodes.filter((n) => n.state !== 'REMOVED' && n.state !== 'DOWN').length;
    return { mood: 'busy', word: t('verdict.forming.word'), sentence: t('verdict.forming.sentence', { here, expected: cluster.expectedNodes }) };
  }
  if (cluster.slotsWithoutHolder > 0) {
    return { mood: 'bad', word: t('verdict.unreadable.word'), sentence: t('verdict.unreadable.sentence', { count: cluster.slotsWithoutHolder, all }) };
  }
  const lost = cluster.lost?.ranges.filter((r) => r.reason === 'majority_lost_memory').reduce((sum, r) => sum + r.to - r.from + 1, 0) ?? 0;
  if (lost > 0) return { mood: 'bad', word: t('verdict.lost.word'), sentence: t('verdict.lost.sentence', { count: lost }) };
  if (down.length > 0) {
    const who = t('verdict.degraded.who', { count: down.length, names: names(down) });
    return { mood: 'warn', word: t('verdict.degraded.word'), sentence: `${who} ${t('verdict.degraded.sentence', { count: cluster.slotsUnderReplicated })}` };
  }
  if (suspect.length > 0) {
    return { mood: 'warn', word: t('verdict.watching.word'), sentence: t('verdict.watching.sentence', { names: names(suspect) }) };
  }
  if (cluster.rebalance?.state === 'RUNNING') {
    return { mood: 'busy', word: t('verdict.moving.word'), sentence: t('verdict.moving.sentence', { progress: percent(cluster.rebalance.progress) }) };
  }
  if (cluster.rebalance?.state === 'PAUSED') {
    return { mood: 'busy', word: t('verdict.paused.word'), sentence: t('verdict.paused.sentence', { progress: percent(cluster.rebalance.progress) }) };
  }
  if (catchingUp.length > 0) {
    const slots = catchingUp.reduce((sum, n) => sum + n.unsyncedSlots, 0);
    const who = t('verdict.catchingUp.who', { count: catchingUp.length, names: names(catchingUp.map((n) => n.nodeId)) });
    return { mood: 'busy', word: t('verdict.catchingUp.word'), sentence: `${who} ${t('verdict.catchingUp.sentence', { count: slots })}` };
  }
  if (!cluster.ready) {
    const held = count(cluster.slotCount - cluster.slotsWithoutHolder);
    return { mood: 'busy', word: t('verdict.gettingReady.word'), sentence: t('verdict.gettingReady.sentence', { held, all }) };
  }
  const active = cluster.nodes.filter((n) => n.state === 'ACTIVE').length;
  return { mood: 'good', word: t('verdict.healthy.word'), sentence: t('verdict.healthy.sentence', { count: active, all }) };
}

function namesOf(cluster: ClusterView, wanted: (node: NodeView) => boolean): string[] {
  return cluster.nodes.filter(wanted).map((n) => n.nodeId);
}
