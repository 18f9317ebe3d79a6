import { describe, expect, it } from 'vitest';
import { ago, byName, bytes, percent, rate, span, words } from './format';

describe('bytes', () => {
  it.each([
    [0, '0 B'], [1023, '1,023 B'], [1024, '1 KiB'], [1536, '1.5 KiB'], [1_048_575, '1 MiB'], [337_641_472, '322 MiB'], [2 ** 40, '1 TiB'],
  ])('%d reads %s', (n, text) => expect(bytes(n)).toBe(text));
});

describe('percent', () => {
  it.each([
    [0, '0%'], [0.5, '50%'], [0.98765, '98.8%'], [1, '100%'], [null, '–'], [undefined, '–'], [Number.NaN, '–'],
  ])('%s reads %s', (ratio, text) => expect(percent(ratio)).toBe(text));

  it('almostOne_neverReads100', () => expect(percent(0.99999)).toBe('99.9%'));
});

describe('span', () => {
  it.each([
    [-5, '0 ms'], [40, '40 ms'], [999, '999 ms'], [1200, '1.2 s'], [30_000, '30 s'], [65_000, '1 min 5 s'], [3_600_000, '1 h'], [90_061_000, '1 d 1 h'],
  ])('%d reads %s', (millis, text) => expect(span(millis)).toBe(text));
});

it('rate_smallKeepsOneDigit_largeHasNone', () => {
  expect([rate(0), rate(0.42), rate(9.94), rate(9.96), rate(1234.5)]).toEqual(['0', '0.4', '9.9', '10', '1,235']);
});

it('ago_neverHeard_saysNever', () => {
  expect([ago(null), ago(1500), ago(12_000)]).toEqual(['never', 'just now', '12 s ago']);
});

it('byName_numbersInNames_sortAsNumbers', () => {
  expect(['node-10', 'node-2', 'node-1'].sort(byName)).toEqual(['node-1', 'node-2', 'node-10']);
});

it('words_code_readsAsSentence', () => expect(words('rebalance_started')).toBe('Rebalance started'));
