import { describe, expect, it } from 'vitest';
import type { Performance, PerformanceSample } from '../api/performance';
import { changeOf, CHARTS, fromField, linesOf, micros, nameOf, shifted, shiftMillis, summaryOf, toField, withSamples } from './performance';

const base: Performance = {
  scope: 'nodes', fromMillis: 0, toMillis: 3000, stepMillis: 1000, fineMillis: 1, coarseMillis: 1, grafana: null,
  times: [1000, 2000, 3000],
  series: { n1: { reads: [1, 2, 3], lag: [0, 0, null] }, n2: { reads: [null, null, null] } },
};
const sample = (atMillis: number, nodes: PerformanceSample['nodes']): PerformanceSample => ({ atMillis, nodes, policies: {}, operations: {}, problems: {} });

describe('withSamples', () => {
  it('newerOnes_areAppended_andWhatIsTooOldGoes', () => {
    const merged = withSamples(base, [sample(3000, { n1: { reads: 99 } }), sample(4000, { n1: { reads: 4 }, n3: { reads: 7 } })], 2000);
    expect(merged.times).toEqual([2000, 3000, 4000]);
    expect(merged.series.n1).toEqual({ reads: [2, 3, 4], lag: [0, null, null] });
    expect(merged.series.n3).toEqual({ reads: [null, null, 7] });
    expect(merged.toMillis).toBe(4000);
  });

  it('nothingNewer_isTheSame', () => expect(withSamples(base, [sample(2000, {})], 2000)).toBe(base));

  it('nothingAskedForYet_isTheSamplesAlone', () => {
    const merged = withSamples({ ...base, times: [], series: {} }, [sample(5, { n1: { reads: 1 } })], 1000);
    expect(merged.series.n1!.reads).toEqual([1]);
  });
});

it('shifted_movesAWindow_andCutsWhatIsBeyond', () => {
  const then = shifted({ ...base, times: [1, 2, 3, 4], series: { n1: { reads: [10, 20, 30, 40] } } }, 100, { ...base, fromMillis: 102, toMillis: 103 });
  expect([then.times, then.series.n1!.reads]).toEqual([[102, 103], [20, 30]]);
  expect(shifted(base, 0, { ...base, fromMillis: 9_000, toMillis: 9_999 }).times).toEqual([]);
});

it('linesOf_nothingKnown_isNoLine', () => expect(linesOf(base, 'reads')).toEqual([{ name: 'n1', values: [1, 2, 3] }]));

it('summaryOf_gaps_doNotCount', () => {
  expect(summaryOf([1, null, 3])).toEqual({ last: 3, mean: 2, most: 3 });
  expect(summaryOf([1, null])).toEqual({ last: null, mean: 1, most: 1 });
  expect(summaryOf([null])).toEqual({ last: null, mean: null, most: null });
});

it.each([
  [112, 100, '+12%'], [88, 100, '−12%'], [100, 100, '±0%'], [340, 100, '×3.4'], [5, 0, '–'], [0, 0, '±0%'], [null, 3, '–'], [null, null, '±0%'],
])('%s beside %s reads %s', (now, then, text) => expect(changeOf(now, then)).toBe(text));

it.each([
  [0, '0 µs'], [850, '850 µs'], [999.9, '1.0 ms'], [1230, '1.2 ms'], [12_300, '12 ms'], [2_500_000, '2.5 s'],
])('%d µs reads %s', (value, text) => expect(micros(value)).toBe(text));

it('shiftMillis_theWindowBefore_isAsLongAsTheWindow', () => {
  expect([shiftMillis('before', { from: 10, to: 40 }), shiftMillis('900', { from: 10, to: 40 }), shiftMillis('0', { from: 10, to: 40 }), shiftMillis('x', { from: 0, to: 1 })]).toEqual([30, 900_000, 0, 0]);
});

it('fields_thereAndBack_areTheSameSecond', () => {
  expect(fromField(toField(1_764_428_645_000))).toBe(1_764_428_645_000);
  expect(fromField('soon')).toBeNull();
});

it('nameOf_unknownOperation_isItself', () => expect([nameOf('operations', 'all'), nameOf('operations', 'x'), nameOf('nodes', 'all')]).toEqual(['All', 'x', 'all']));

it('everyChart_formatsNothing', () => {
  for (const chart of Object.values(CHARTS).flat()) expect(chart.format(0)).toMatch(/^0/);
});
