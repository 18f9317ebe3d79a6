import type { Performance, PerformanceSample, PerformanceScope, TimeSpan } from '../api/performance';
import { bytes, count, percent, rate, span } from './format';

export interface ChartLook {
  metric: string;
  title: string;
  note: string;
  format: (value: number) => string;
  /** The top of the axis; left out: as high as the values. */
  top?: number;
}

const perSecond = (v: number) => `${rate(v)}/s`;
const bytesPerSecond = (v: number) => `${bytes(v)}/s`;

/** 850 to `850 µs`, 12,300 to `12.3 ms`. */
export function micros(value: number): string {
  return value < 999.5 ? `${count(value)} µs` : value < 9_995 ? `${(value / 1000).toFixed(1)} ms` : span(value / 1000);
}

const LATENCIES: ChartLook[] = [
  { metric: 'p50', title: 'Latency, median', note: 'Half of the operations took less. From the request to the answer, at the node.', format: micros },
  { metric: 'p99', title: 'Latency, p99', note: '99 of 100 operations took less; where seconds share a point, the worst of them.', format: micros },
  { metric: 'p999', title: 'Latency, p99.9', note: '999 of 1,000 operations took less; where seconds share a point, the worst of them.', format: micros },
];

export const CHARTS: Record<PerformanceScope, ChartLook[]> = {
  nodes: [
    { metric: 'reads', title: 'Reads', note: 'Per second, of the node’s own clients.', format: perSecond },
    { metric: 'writes', title: 'Writes', note: 'Per second, of the node’s own clients.', format: perSecond },
    { metric: 'hitRatio', title: 'Hit ratio', note: 'Of the reads of the node’s copies.', format: percent, top: 1.02 },
    ...LATENCIES,
    { metric: 'memory', title: 'Memory', note: 'Accounted bytes of the cache.', format: bytes },
    { metric: 'evictions', title: 'Evictions', note: 'Values per second that went for want of room.', format: perSecond },
    { metric: 'lag', title: 'Replication lag', note: 'Age of the oldest write that a replica has not confirmed.', format: span },
    { metric: 'hints', title: 'Hints', note: 'Writes kept for replicas that could not be reached.', format: count },
    { metric: 'bytesOut', title: 'Bytes to other nodes', note: 'Per second: replication, reads, gossip, moves and repair.', format: bytesPerSecond },
    { metric: 'bytesIn', title: 'Bytes from other nodes', note: 'Per second.', format: bytesPerSecond },
    { metric: 'busy', title: 'Busy', note: 'Used of its machine’s cores, or of the busiest shard’s thread.', format: percent, top: 1.02 },
    { metric: 'failures', title: 'Failures', note: 'Operations and commands per second that could not be carried out.', format: perSecond },
  ],
  policies: [
    { metric: 'reads', title: 'Reads', note: 'Of copies, per second, on all nodes.', format: perSecond },
    { metric: 'hitRatio', title: 'Hit ratio', note: 'Of these reads.', format: percent, top: 1.02 },
    { metric: 'evictions', title: 'Evictions', note: 'Values per second that went for want of room.', format: perSecond },
    { metric: 'memory', title: 'Memory', note: 'Accounted bytes of its values, copies included.', format: bytes },
    { metric: 'entries', title: 'Entries', note: 'Values held, copies included.', format: count },
  ],
  operations: [{ metric: 'rate', title: 'Rate', note: 'Operations per second, on all nodes.', format: perSecond }, ...LATENCIES],
};

const OPERATIONS: Record<string, string> = {
  all: 'All', 'rest.get': 'GET over REST', 'rest.put': 'PUT over REST', 'rest.remove': 'DELETE over REST', 'rest.increment': 'Increments over REST', 'resp.read': 'Reads of Redis clients', 'resp.write': 'Writes of Redis clients',
};

export function nameOf(scope: PerformanceScope, name: string): string {
  return scope === 'operations' ? (OPERATIONS[name] ?? name) : name;
}

export const SPANS = [
  { value: '300', label: '5 min' },
  { value: '900', label: '15 min' },
  { value: '3600', label: '1 h' },
  { value: '21600', label: '6 h' },
];

export const SHIFTS = [
  { value: '0', label: 'Nothing' },
  { value: 'before', label: 'The window before' },
  { value: '900', label: '15 min earlier' },
  { value: '3600', label: '1 h earlier' },
  { value: '10800', label: '3 h earlier' },
];

/** By how much earlier the other window is, in milliseconds; 0: there is none. */
export function shiftMillis(value: string, window: TimeSpan): number {
  return value === 'before' ? window.to - window.from : (Number(value) || 0) * 1000;
}

/** What was asked for, and what the stream has brought since: no longer than the window. */
export function withSamples(base: Performance, samples: PerformanceSample[], spanMillis: number): Performance {
  const last = base.times.at(-1) ?? 0;
  const newer = samples.filter((s) => s.atMillis > last);
  if (newer.length === 0) return base;
  const to = newer.at(-1)!.atMillis;
  const all = [...base.times, ...newer.map((s) => s.atMillis)];
  const from = all.findIndex((t) => t >= to - spanMillis);
  const series: Performance['series'] = {};
  const names = new Set([...Object.keys(base.series), ...newer.flatMap((s) => Object.keys(s[base.scope]))]);
  for (const name of names) {
    const metrics = new Set([...Object.keys(base.series[name] ?? {}), ...newer.flatMap((s) => Object.keys(s[base.scope][name] ?? {}))]);
    series[name] = {};
    for (const metric of metrics) {
      const old = base.series[name]?.[metric] ?? base.times.map(() => null);
      series[name][metric] = [...old, ...newer.map((s) => s[base.scope][name]?.[metric] ?? null)].slice(from);
    }
  }
  return { ...base, fromMillis: to - spanMillis, toMillis: to, times: all.slice(from), series };
}

/** Samples of an earlier window at the times of this one, and nothing beyond it. */
export function shifted(earlier: Performance, shift: number, window: Performance): Performance {
  const times = earlier.times.map((t) => t + shift);
  const from = times.findIndex((t) => t >= window.fromMillis);
  const to = times.findLastIndex((t) => t <= window.toMillis) + 1;
  const cut = <T>(column: T[]) => (from < 0 ? [] : column.slice(from, to));
  const series = Object.fromEntries(
    Object.entries(earlier.series).map(([name, metrics]) => [name, Object.fromEntries(Object.entries(metrics).map(([metric, column]) => [metric, cut(column)]))]),
  );
  return { ...earlier, times: cut(times), series };
}

export interface Line {
  name: string;
  values: (number | null)[];
}

/** The lines of one chart, by name; a name of which nothing is known has none. */
export function linesOf(data: Performance, metric: string): Line[] {
  return Object.entries(data.series)
    .map(([name, metrics]) => ({ name, values: metrics[metric] ?? [] }))
    .filter((line) => line.values.some((v) => v !== null));
}

export interface Summary {
  last: number | null;
  mean: number | null;
  most: number | null;
}

export function summaryOf(values: (number | null)[]): Summary {
  const known = values.filter((v) => v !== null);
  if (known.length === 0) return { last: null, mean: null, most: null };
  return { last: values.at(-1) ?? null, mean: known.reduce((sum, v) => sum + v, 0) / known.length, most: Math.max(...known) };
}

/** How a mean changed since another window: `+12%`, `×3.4`; a dash where there is nothing to compare. */
export function changeOf(now: number | null, then: number | null): string {
  if (now === null || then === null || then === 0) return now === then ? '±0%' : '–';
  const factor = now / then;
  if (factor >= 3) return `×${factor.toFixed(1)}`;
  const percentage = Math.round((factor - 1) * 100);
  return percentage === 0 ? '±0%' : `${percentage > 0 ? '+' : '−'}${Math.abs(percentage)}%`;
}

/** `2026-11-29T15:04:05` in the reader's own time zone, as a field for a time has it. */
export function toField(atMillis: number): string {
  const at = new Date(atMillis);
  return new Date(atMillis - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** Null: it is no time. */
export function fromField(text: string): number | null {
  const millis = new Date(text).getTime();
  return Number.isNaN(millis) ? null : millis;
}
