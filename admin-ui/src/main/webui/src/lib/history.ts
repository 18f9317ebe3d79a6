import type { Overview } from '../api/types';

/** One second of the cluster. Null where nothing is known: the line has a gap there. */
export interface Sample {
  atMillis: number;
  operationsPerSecond: number | null;
  hitRatio: number | null;
}

export const HISTORY_MILLIS = 5 * 60_000;
const MAX_SAMPLES = 330;

export function operationsOf(overview: Overview): number {
  return (overview.cluster?.nodes ?? []).reduce((sum, n) => sum + n.operationsPerSecond, 0);
}

/** The nodes' hit ratios, weighted by how much each has to do; null: nobody reads. */
export function hitRatioOf(overview: Overview): number | null {
  let weight = 0;
  let hits = 0;
  for (const n of overview.cluster?.nodes ?? []) {
    if (n.hitRatio === null || n.operationsPerSecond <= 0) continue;
    weight += n.operationsPerSecond;
    hits += n.operationsPerSecond * n.hitRatio;
  }
  return weight > 0 ? hits / weight : null;
}

export function sampleOf(overview: Overview): Sample {
  const known = overview.managerReachable && overview.cluster !== null;
  return {
    atMillis: overview.atMillis,
    operationsPerSecond: known ? operationsOf(overview) : null,
    hitRatio: known ? hitRatioOf(overview) : null,
  };
}

/** The samples with one more, without those older than five minutes. */
export function extended(samples: Sample[], next: Sample): Sample[] {
  const last = samples[samples.length - 1];
  if (last && next.atMillis <= last.atMillis) return samples;
  const kept = samples.filter((s) => s.atMillis > next.atMillis - HISTORY_MILLIS);
  return [...kept, next].slice(-MAX_SAMPLES);
}
