import type { LabOperation } from '../../api/liveTests';
import type { Blemish } from './tests';

/** More bars than this, and a browser crawls: the highlighted ones are drawn, and the first others. */
export const MAX_BARS = 1500;
export const LANE = 20;
export const LEFT = 118;
export const TIMELINE_WIDTH = 900;
/** An operation of a fraction of a millisecond can still be seen. */
const LEAST_WIDTH = 4;

export interface Range {
  from: number;
  to: number;
}

export interface Lane {
  client: number;
  node: string;
  y: number;
}

export interface Bar {
  operation: LabOperation;
  blemish: Blemish | null;
  x: number;
  width: number;
  y: number;
}

export interface Timeline {
  lanes: Lane[];
  bars: Bar[];
  /** In the range, whether drawn or not. */
  inRange: number;
  height: number;
}

/** The time in which anything of these was under way. */
export function wholeOf(operations: readonly LabOperation[]): Range {
  if (operations.length === 0) return { from: 0, to: 1 };
  const from = Math.min(...operations.map((one) => one.invokeMicros));
  return { from, to: Math.max(from + 1, ...operations.map((one) => one.returnMicros)) };
}

/** Around the highlighted ones, with some room; null: there are none. */
export function troubleOf(operations: readonly LabOperation[], blemishes: ReadonlyMap<number, Blemish>): Range | null {
  const marked = operations.filter((one) => blemishes.has(one.id));
  const offending = marked.filter((one) => blemishes.get(one.id) !== 'stale');
  const some = offending.length > 0 ? offending : marked;
  if (some.length === 0) return null;
  const { from, to } = wholeOf(some);
  const room = Math.max(5_000, (to - from) * 0.15);
  return { from: Math.max(0, from - room), to: to + room };
}

/** One lane a client, by number; the reads at the end of each node come last. */
export function timelineOf(operations: readonly LabOperation[], blemishes: ReadonlyMap<number, Blemish>, range: Range): Timeline {
  const here = operations.filter((one) => one.returnMicros >= range.from && one.invokeMicros <= range.to);
  const marked = here.filter((one) => blemishes.has(one.id)).slice(0, MAX_BARS);
  const others = here.filter((one) => !blemishes.has(one.id)).slice(0, MAX_BARS - marked.length);
  const laneKey = (one: LabOperation) => `${one.client} ${one.client === 0 ? one.node : ''}`;
  const lanes = new Map<string, Lane>();
  for (const one of [...operations].sort((a, b) => (a.client || Infinity) - (b.client || Infinity) || a.node.localeCompare(b.node, 'en', { numeric: true }))) {
    if (!lanes.has(laneKey(one))) lanes.set(laneKey(one), { client: one.client, node: one.node, y: (lanes.size + 0.5) * LANE });
  }
  const scale = (TIMELINE_WIDTH - LEFT) / (range.to - range.from);
  const bars = [...others, ...marked].map((operation) => {
    const x = LEFT + Math.max(0, operation.invokeMicros - range.from) * scale;
    const end = LEFT + Math.min(range.to - range.from, operation.returnMicros - range.from) * scale;
    return { operation, blemish: blemishes.get(operation.id) ?? null, x, width: Math.max(LEAST_WIDTH, end - x), y: lanes.get(laneKey(operation))!.y };
  });
  return { lanes: [...lanes.values()], bars, inRange: here.length, height: lanes.size * LANE };
}
