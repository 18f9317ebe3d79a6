import type { ClusterView } from '../api/types';
import { count, percent, plural } from './format';

export type Mood = 'good' | 'busy' | 'warn' | 'bad';

export interface Verdict {
  mood: Mood;
  word: string;
  sentence: string;
}

/** How the cluster is, the worst news first. */
export function verdictOf(cluster: ClusterView): Verdict {
  const held = cluster.slotCount - cluster.slotsWithoutHolder;
  const down = cluster.nodes.filter((n) => n.state === 'DOWN').map((n) => n.nodeId);
  const suspect = cluster.nodes.filter((n) => n.state === 'SUSPECT').map((n) => n.nodeId);
  const catchingUp = cluster.nodes.filter((n) => n.unsyncedSlots > 0 && n.state !== 'DOWN');
  if (!cluster.formed) {
    const here = cluster.nodes.filter((n) => n.state !== 'REMOVED' && n.state !== 'DOWN').length;
    return { mood: 'busy', word: 'Forming', sentence: `Waiting for nodes: ${here} of ${cluster.expectedNodes} are here.` };
  }
  if (cluster.slotsWithoutHolder > 0) {
    const what = `${plural(cluster.slotsWithoutHolder, 'slot')} of ${count(cluster.slotCount)}`;
    return { mood: 'bad', word: 'Unreadable slots', sentence: `${what} have no live holder: their keys cannot be read now. Start a node that held them.` };
  }
  const lost = cluster.lost?.ranges.filter((r) => r.reason === 'majority_lost_memory').reduce((sum, r) => sum + r.to - r.from + 1, 0) ?? 0;
  if (lost > 0) {
    return { mood: 'bad', word: 'Lost memory', sentence: `${plural(lost, 'slot')} lost the memory of most of ${lost === 1 ? 'its' : 'their'} voters: strong keys there are refused until the loss is accepted with ./meguri accept-loss.` };
  }
  if (down.length > 0) {
    const who = down.length === 1 ? `${down[0]} is down` : `${down.join(', ')} are down`;
    return { mood: 'warn', word: 'Degraded', sentence: `${who}. Every slot is served by another replica; ${plural(cluster.slotsUnderReplicated, 'slot')} ${cluster.slotsUnderReplicated === 1 ? 'has' : 'have'} fewer live copies than intended.` };
  }
  if (suspect.length > 0) {
    return { mood: 'warn', word: 'Watching', sentence: `The heartbeat of ${suspect.join(', ')} is late; its peers are asked before it is declared down.` };
  }
  if (cluster.rebalance?.state === 'RUNNING') {
    return { mood: 'busy', word: 'Moving slots', sentence: `A rebalance is ${percent(cluster.rebalance.progress)} done. Every key stays readable and writable meanwhile.` };
  }
  if (cluster.rebalance?.state === 'PAUSED') {
    return { mood: 'busy', word: 'Paused', sentence: `A rebalance is paused at ${percent(cluster.rebalance.progress)}. Nothing moves until it is resumed; every key stays readable and writable.` };
  }
  if (catchingUp.length > 0) {
    const slots = catchingUp.reduce((sum, n) => sum + n.unsyncedSlots, 0);
    return { mood: 'busy', word: 'Catching up', sentence: `${catchingUp.map((n) => n.nodeId).join(', ')} ${catchingUp.length === 1 ? 'compares' : 'compare'} copies with peers: ${plural(slots, 'slot copy', 'slot copies')} to go.` };
  }
  if (!cluster.ready) return { mood: 'busy', word: 'Getting ready', sentence: `${count(held)} of ${count(cluster.slotCount)} slots are held.` };
  const active = cluster.nodes.filter((n) => n.state === 'ACTIVE').length;
  return { mood: 'good', word: 'Healthy', sentence: `All ${count(cluster.slotCount)} slots are held and synced by ${plural(active, 'node')}.` };
}
