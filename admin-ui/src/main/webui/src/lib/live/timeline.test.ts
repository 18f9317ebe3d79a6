import { expect, it } from 'vitest';
import type { LabOperation, LiveTest, TestHistory } from '../../api/liveTests';
import { blemishesOf, keysByTrouble, remarkOf, shortKey, type Blemish } from './tests';
import { LEFT, MAX_BARS, TIMELINE_WIDTH, timelineOf, troubleOf, wholeOf } from './timeline';

const op = (id: number, client: number, from: number, to: number): LabOperation => ({ id, client, node: `node-${client}`, kind: 'read', key: 'k', invokeMicros: from, returnMicros: to, outcome: 'ok' });
const none = new Map<number, Blemish>();

it('lanes_areByClient_theReadsAtTheEndLast', () => {
  const { lanes, height } = timelineOf([op(1, 0, 90, 95), op(2, 3, 1, 2), op(3, 1, 5, 6), op(4, 3, 7, 8)], none, { from: 0, to: 100 });
  expect(lanes.map((lane) => lane.client)).toEqual([1, 3, 0]);
  expect(height).toBe(60);
});

it('bars_goFromCallToAnswer_withinTheRange', () => {
  const { bars, inRange } = timelineOf([op(1, 1, 0, 50), op(2, 1, 60, 60), op(3, 1, 200, 300)], none, { from: 0, to: 100 });
  expect(inRange).toBe(2);
  expect(bars.map((bar) => [bar.x, bar.width])).toEqual([[LEFT, (TIMELINE_WIDTH - LEFT) / 2], [LEFT + (TIMELINE_WIDTH - LEFT) * 0.6, 4]]);
});

it('tooMany_theHighlightedOnesStay', () => {
  const many = Array.from({ length: MAX_BARS + 100 }, (_, i) => op(i, 1, i, i + 1));
  const { bars, inRange } = timelineOf(many, new Map([[MAX_BARS + 50, 'stale']]), wholeOf(many));
  expect([bars.length, inRange]).toEqual([MAX_BARS, MAX_BARS + 100]);
  expect(bars.at(-1)!.operation.id).toBe(MAX_BARS + 50);
});

it('trouble_isAroundWhatNoOrderExplains_elseAroundStaleReads', () => {
  const all = [op(1, 1, 100_000, 110_000), op(2, 1, 200_000, 210_000), op(3, 1, 900_000, 910_000)];
  expect(troubleOf(all, none)).toBeNull();
  expect(troubleOf(all, new Map<number, Blemish>([[3, 'stale']]))!.from).toBe(895_000);
  const range = troubleOf(all, new Map<number, Blemish>([[1, 'offending'], [2, 'offending'], [3, 'stale']]))!;
  expect(range.from < 100_000 && range.to > 210_000 && range.to < 900_000).toBe(true);
});

const key = (name: string, part: object) => ({ key: name, result: 'linearizable' as const, operations: 1, lostWrites: 0, staleReads: 0, worstStaleMillis: 0, worstStaleVersions: 0, text: null, offending: [], ...part });

it('operations_areHighlightedByTheWorst_andSayWhy', () => {
  const test = { keyPrefix: 'fast:lab-1:', verdict: { keys: [key('k', { result: 'not_linearizable', offending: [1, 2] })] } } as unknown as LiveTest;
  const history: TestHistory = { test, operations: [], stale: [{ id: 2, millis: 1500, versions: 3 }], lost: [4] };
  const blemishes = blemishesOf(history);
  expect([...blemishes]).toEqual([[1, 'offending'], [2, 'stale'], [4, 'lost']]);
  expect(remarkOf(history, blemishes, op(2, 1, 0, 1))).toBe('Stale: 1.5 s and 3 writes behind');
  expect(remarkOf(history, blemishes, op(9, 1, 0, 1))).toBe('');
  expect(shortKey(test, 'fast:lab-1:12')).toBe('12');
});

it('keysWithTrouble_comeFirst', () => {
  const all = [key('a', {}), key('b', { staleReads: 3 }), key('c', { result: 'unknown' }), key('d', { result: 'not_linearizable' }), key('e', { staleReads: 9 })];
  expect(keysByTrouble(all).map((one) => one.key)).toEqual(['d', 'c', 'e', 'b', 'a']);
});
