import type { Performance, PerformanceSample, PerformanceScope, TimeSpan } from '../api/performance';
import { t } from '../i18n';
import type { en } from '../i18n/en';
import { bytes, count, percent, perSecond as aSecond, rate, span, withDigit } from './format';

export interface ChartLook {
  metric: string;
  readonly title: string;
  readonly note: string;
  format: (value: number) => string;
  /** The top of the axis; left out: as high as the values. */
  top?: number;
}

const perSecond = (v: number) => aSecond(rate(v));
const bytesPerSecond = (v: number) => aSecond(bytes(v));

/** 850 to `850 µs`, 12,300 to `12.3 ms`. */
export function micros(value: number): string {
  if (value < 999.5) return t('units.micros', { n: count(value) });
  return value < 9_995 ? t('units.millis', { n: withDigit(value / 1000) }) : span(value / 1000);
}

/** @param words whose they are, where another chart has the same metric */
const chart = (metric: string, format: (value: number) => string, top?: number, words = metric as keyof (typeof en)['charts']): ChartLook => ({
  metric,
  format,
  top,
  get title() {
    return t(`charts.${words}.title`);
  },
  get note() {
    return t(`charts.${words}.note`);
  },
});

const LATENCIES = [chart('p50', micros), chart('p99', micros), chart('p999', micros)];
/** A little above what a share can be. */
const SHARE_TOP = 1.02;

/** The words are those of the language in which they are asked for. */
export const CHARTS: Record<PerformanceScope, ChartLook[]> = {
  nodes: [
    chart('reads', perSecond),
    chart('writes', perSecond),
    chart('hitRatio', percent, SHARE_TOP),
    ...LATENCIES,
    chart('memory', bytes),
    chart('evictions', perSecond),
    chart('lag', span),
    chart('hints', count),
    chart('bytesOut', bytesPerSecond),
    chart('bytesIn', bytesPerSecond),
    chart('busy', percent, SHARE_TOP),
    chart('failures', perSecond),
  ],
  policies: [
    chart('reads', perSecond, undefined, 'policyReads'),
    chart('hitRatio', percent, SHARE_TOP, 'policyHitRatio'),
    chart('evictions', perSecond),
    chart('memory', bytes, undefined, 'policyMemory'),
    chart('entries', count),
  ],
  operations: [chart('rate', perSecond), ...LATENCIES],
};

const OPERATIONS = {
  all: 'all', 'rest.get': 'rest_get', 'rest.put': 'rest_put', 'rest.remove': 'rest_remove', 'rest.increment': 'rest_increment', 'resp.read': 'resp_read', 'resp.write': 'resp_write',
} as const;

export function nameOf(scope: PerformanceScope, name: string): string {
  return scope === 'operations' && name in OPERATIONS ? t(`performance.operations.${OPERATIONS[name as keyof typeof OPERATIONS]}`) : name;
}

/** What a chart is called: after its only line, or by how many there are. */
export function chartName(title: string, scope: PerformanceScope, names: string[]): string {
  if (names.length === 1) return t('performance.chartOf', { title, name: nameOf(scope, names[0]!) });
  const number = names.length;
  switch (scope) {
    case 'nodes': return t('performance.ofNodes', { title, number });
    case 'policies': return t('performance.ofPolicies', { title, number });
    case 'operations': return t('performance.ofOperations', { title, number });
  }
}

/** In seconds. */
export const SPANS = ['300', '900', '3600', '21600'] as const;

/** In seconds, but for nothing and the window before. */
export const SHIFTS = ['0', 'before', '900', '3600', '10800'] as const;

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
  if (factor >= 3) return `×${withDigit(factor)}`;
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
