import type { Doing, Film, LabMenu } from '../../api/lab';
import { t } from '../../i18n';
import { linkName, type Moment } from './film';

/** What a click on a node does: kill what runs, start what does not. */
export function doingToNode(film: Film, moment: Moment, node: number, micros: number): Doing {
  const off = (moment.nodes[node]?.process ?? 'OFF') === 'OFF';
  return { atMillis: Math.floor(micros / 1000), kind: off ? 'START' : 'KILL', target: film.names[node]! };
}

/** What a click on the way between two does: cut it, or heal it. */
export function doingToWay(film: Film, moment: Moment, a: number, b: number, micros: number): Doing {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const kind = moment.cuts.has(linkName(low, high)) ? 'HEAL' : 'CUT';
  return { atMillis: Math.floor(micros / 1000), kind, target: `${film.names[low]}~${film.names[high]}` };
}

/** Why nothing can be done at that moment; null: it can. */
export function whyNot(film: Film, menu: LabMenu | undefined, micros: number): string | null {
  if (film.order.scenario === 'CASPAXOS_RULE') return t('lab.doing.byMessage');
  if (micros >= film.actMicros) return t('lab.doing.healed');
  if (micros >= film.verdict.micros) return t('lab.doing.ended');
  const most = menu?.maxInterventions ?? 40;
  if (film.order.interventions.length >= most) return t('lab.doing.tooMany', { most });
  return null;
}

export function doingInWords(doing: Doing): string {
  const [one = '', other] = doing.target.split('~');
  return t(`lab.doing.${doing.kind}`, { target: other === undefined ? one : t('lab.doing.two', { one, other }) });
}

/** The operations that a verdict speaks of, by their numbers, each once. */
export function operationsIn(detail: string | null): string[] {
  return [...new Set((detail ?? '').match(/#\d+/g) ?? [])];
}
