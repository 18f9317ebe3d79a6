import { query } from './cache';
import { getJson } from './http';

export type PerformanceScope = 'nodes' | 'policies' | 'operations';

/** By name, and by metric. */
export type Values<T> = Record<string, Record<string, T>>;

/** One second, as the stream brings it; what is not known is not there. */
export interface PerformanceSample {
  atMillis: number;
  nodes: Values<number>;
  policies: Values<number>;
  operations: Values<number>;
  /** By node: why it could not be asked. */
  problems: Record<string, string>;
}

export interface Performance {
  scope: PerformanceScope;
  fromMillis: number;
  toMillis: number;
  stepMillis: number;
  /** For how long every second is kept, and every quarter of a minute. */
  fineMillis: number;
  coarseMillis: number;
  /** The address of the Grafana dashboard; null: the server knows of none. */
  grafana: string | null;
  times: number[];
  /** Parallel to `times`; null where nothing is known. */
  series: Values<(number | null)[]>;
}

export interface TimeSpan {
  from: number;
  to: number;
}

/** @param window a number: the last so many milliseconds, by the server's clock */
export function getPerformance(scope: PerformanceScope, window: TimeSpan | number, signal?: AbortSignal): Promise<Performance> {
  const when = typeof window === 'number' ? { span: String(window) } : { from: String(Math.round(window.from)), to: String(Math.round(window.to)) };
  return getJson(`/api/ui/performance${query({ scope, ...when })}`, signal);
}
