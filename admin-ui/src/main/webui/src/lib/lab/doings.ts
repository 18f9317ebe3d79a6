import type { Doing, Film, LabMenu } from '../../api/lab';
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
  if (film.order.scenario === 'CASPAXOS_RULE') return 'This scenario is told message by message: nothing can be broken beside it.';
  if (micros >= film.actMicros) return 'Everything is healed here: go back to before the line of the end, and break something there.';
  if (micros >= film.verdict.micros) return 'The run has ended here.';
  const most = menu?.maxInterventions ?? 40;
  if (film.order.interventions.length >= most) return `A run takes ${most} interventions at most: take one back first.`;
  return null;
}

export function doingInWords(doing: Doing): string {
  const target = doing.target.replace('~', ' and ');
  switch (doing.kind) {
    case 'KILL': return `Kill ${target}`;
    case 'START': return `Start ${target}`;
    case 'CUT': return `Cut ${target}`;
    case 'HEAL': return `Heal ${target}`;
  }
}

/** The operations that a verdict speaks of, by their numbers, each once. */
export function operationsIn(detail: string | null): string[] {
  return [...new Set((detail ?? '').match(/#\d+/g) ?? [])];
}
