import { describe, expect, it } from 'vitest';
import { cellAfterKey, meanOf, metricOf, part, rangeName, spreadOf, stepOf, timesMean, topSlots } from './heat';

describe('stepOf', () => {
  it('nothing_isStepZero', () => expect([stepOf(0, 100, 6), stepOf(-1, 100, 6), stepOf(5, 0, 6)]).toEqual([0, 0, 0]));

  it.each([
    [1, 1], [25, 1], [51, 2], [100, 2], [101, 3], [399, 4], [1_599, 6], [1_000_000, 6],
  ])('%d beside a mean of 100 is step %d of 6', (value, step) => expect(stepOf(value, 100, 6)).toBe(step));

  it('moreNeverTakesALowerStep', () => {
    const steps = Array.from({ length: 1600 }, (_, i) => stepOf(i, 100, 16));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps).size).toBeGreaterThan(12);
  });
});

it('meanOf_isOfWhatIsThere', () => expect([meanOf([0, 4, null, 2]), meanOf([0, null]), meanOf([])]).toEqual([3, 0, 0]));

it('part_little_isNeverNone', () => expect([part(0), part(0.00001), part(0.25)]).toEqual(['0%', '< 0.1%', '25%']));

it('spreadOf_findsTopMeanAndUsed', () => {
  expect(spreadOf([0, 4, 2, 4])).toEqual({ total: 10, top: 4, topAt: 1, used: 3, mean: 2.5 });
  expect(spreadOf([])).toEqual({ total: 0, top: 0, topAt: -1, used: 0, mean: 0 });
});

it('topSlots_mostFirst_atMostSoMany_withTheirShare', () => {
  expect(topSlots([1, 0, 5, 4, 5], 3)).toEqual([
    { slot: 2, value: 5, share: 5 / 15 },
    { slot: 4, value: 5, share: 5 / 15 },
    { slot: 3, value: 4, share: 4 / 15 },
  ]);
  expect(topSlots([0, 0], 3)).toEqual([]);
});

it('timesMean_nothing_isADash', () => {
  expect([timesMean(spreadOf([1, 3])), timesMean(spreadOf([0, 0])), timesMean(spreadOf([0, 0, 0, 100].concat(Array(16).fill(0))))]).toEqual(['×1.5', '–', '×20']);
});

it('rangeName_isInclusive', () => expect(rangeName(1, 256)).toBe('256–511'));

it('metricOf_unknown_isKeys', () => expect([metricOf('bytes').label, metricOf('luck').label]).toEqual(['Bytes', 'Keys']));

describe('cellAfterKey', () => {
  it.each([
    ['ArrowLeft', 0, 0], ['ArrowRight', 7, 8], ['ArrowDown', 3, 13], ['ArrowUp', 3, 0], ['End', 3, 99], ['Home', 55, 0], ['ArrowDown', 95, 99],
  ])('%s from %d is %d', (key, from, to) => expect(cellAfterKey(key, from, 10, 100)).toBe(to));

  it('nothingChosen_theFirstKeyChoosesTheFirstCell', () => expect(cellAfterKey('ArrowDown', null, 10, 100)).toBe(0));

  it('otherKeys_areNotOurs', () => expect(cellAfterKey('Tab', 5, 10, 100)).toBeNull());
});
