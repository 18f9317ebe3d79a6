import { expect, it } from 'vitest';
import type { NodeView, Overview } from '../api/types';
import { extended, hitRatioOf, HISTORY_MILLIS, operationsOf, sampleOf, type Sample } from './history';

const node = (operationsPerSecond: number, hitRatio: number | null) => ({ operationsPerSecond, hitRatio }) as NodeView;
const overview = (nodes: NodeView[], managerReachable = true) => ({ atMillis: 5, managerReachable, cluster: { nodes } }) as unknown as Overview;
const sample = (atMillis: number): Sample => ({ atMillis, operationsPerSecond: 1, hitRatio: null });

it('hitRatio_busierNode_weighsMore', () => {
  expect(hitRatioOf(overview([node(300, 1), node(100, 0.6), node(50, null)]))).toBeCloseTo(0.9);
  expect(hitRatioOf(overview([node(0, null)]))).toBeNull();
});

it('operations_areTheSumOverNodes', () => expect(operationsOf(overview([node(2, null), node(3.5, 1)]))).toBe(5.5));

it('sampleOf_managerAway_isAGap', () => {
  expect(sampleOf(overview([node(2, 1)], false))).toEqual({ atMillis: 5, operationsPerSecond: null, hitRatio: null });
});

it('extended_oldSamples_fallOut_andTimeNeverGoesBack', () => {
  const samples = extended([sample(0), sample(1000)], sample(HISTORY_MILLIS + 500));
  expect(samples.map((s) => s.atMillis)).toEqual([1000, HISTORY_MILLIS + 500]);
  expect(extended(samples, sample(1000))).toBe(samples);
});
