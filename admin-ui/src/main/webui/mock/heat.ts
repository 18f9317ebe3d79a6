import type { HeatMetric } from '../src/api/heat.ts';
import { hash, type MockCluster } from './cluster.ts';

/** The heat map of the make-believe cluster: an hour of it, with a hot slot and a rebalance. */

const SLOTS = 16384;
const RANGE = 256;
const HOT = 9189;

export function heatAnswer(cluster: MockCluster, url: URL, past: boolean): unknown {
  const metric = (url.searchParams.get('metric') ?? 'keys') as HeatMetric;
  const now = Math.floor(Date.now() / 10_000) * 10_000;
  if (past) {
    const times = [...Array.from({ length: 50 }, (_, i) => now - (60 - i) * 60_000), ...Array.from({ length: 60 }, (_, i) => now - (59 - i) * 10_000)];
    return { metric, rangeSlots: RANGE, keptMillis: 3_600_000, times, ranges: times.map((t) => ranges(slots(metric, t))) };
  }
  const at = Number(url.searchParams.get('at')) || now;
  const values = slots(metric, at);
  const nodes = cluster.memberIds();
  return {
    metric, atMillis: at, ageMillis: Date.now() - at, intervalMillis: 10_000, everyMillis: 10_000, rounded: at !== now, rangeSlots: RANGE, nodes,
    missing: process.env.MEGURI_MOCK_MISSING ? ['node-9'] : [], slots: values,
    nodeRanges: nodes.map((id) => ranges(values.map((v, s) => (metric === 'reads' || metric === 'writes' ? v / nodes.length : cluster.listOf(s).includes(id) ? v : 0)))),
    hotKeys: [
      { key: 'session:<b>alice</b>', slot: HOT, met: 118, metInSlot: 121 },
      { key: 'cart:{user42}', slot: 14710, met: 9, metInSlot: 12 },
    ],
  };
}

function slots(metric: HeatMetric, at: number): number[] {
  const phase = at / 300_000;
  return Array.from({ length: SLOTS }, (_, s) => {
    const noise = hash(`slot${s}`);
    const wave = 1 + 0.6 * Math.sin(phase + s / 2600);
    switch (metric) {
      case 'keys': return Math.round(40 + 30 * noise + (s % 997 === 0 ? 200 : 0));
      case 'bytes': return Math.round((40 + 30 * noise) * 190);
      case 'reads': return Math.round((noise * 2 * wave + (s === HOT ? 900 * wave : 0)) * 100) / 100;
      case 'writes': return Math.round(noise * 0.4 * wave * 100) / 100;
      case 'moves': return Math.floor(at / 60_000) % 7 === Math.floor(s / 2400) ? 1 : 0;
    }
  });
}

function ranges(values: number[]): number[] {
  return Array.from({ length: SLOTS / RANGE }, (_, r) => Math.round(values.slice(r * RANGE, (r + 1) * RANGE).reduce((sum, v) => sum + v, 0) * 100) / 100);
}
