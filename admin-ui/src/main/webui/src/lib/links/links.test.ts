import { expect, it } from 'vitest';
import type { Traffic } from '../../api/traffic';
import { BUSIEST_FIRST, leftOut, linksOf, MAX_DOTS_PER_SECOND, messagesPerDot, pressed, shownOf, sorted } from './links';

const TRAFFIC: Traffic = {
  atMillis: 1,
  nodes: ['manager', 'node-1', 'node-2', 'node-10'],
  kinds: [
    { kind: 'replicate', messages: 700, bytes: 7_000, links: 3, strongest: [1, 2, 500, 5_000, 2, 3, 150, 9_000] },
    { kind: 'heartbeat', messages: 2, bytes: 80, links: 1, strongest: [3, 0, 2, 80] },
  ],
};
const LINKS = linksOf(TRAFFIC);
const named = (links: typeof LINKS) => links.map(({ from, to }) => `${from}>${to}`);

it('linksOf_foursOfEachKind_areLinksByName', () => {
  expect(LINKS).toEqual([
    { from: 'node-1', to: 'node-2', kind: 'replicate', messages: 500, bytes: 5_000 },
    { from: 'node-2', to: 'node-10', kind: 'replicate', messages: 150, bytes: 9_000 },
    { from: 'node-10', to: 'manager', kind: 'heartbeat', messages: 2, bytes: 80 },
  ]);
});

it('shownOf_kindsThatAreOff_andLinksOfOthers_areNotThere', () => {
  expect(named(shownOf(LINKS, new Set(), null))).toHaveLength(3);
  expect(named(shownOf(LINKS, new Set(['heartbeat']), null))).toEqual(['node-1>node-2', 'node-2>node-10']);
  expect(named(shownOf(LINKS, new Set(), 'node-10'))).toEqual(['node-2>node-10', 'node-10>manager']);
});

it.each([
  ['messages', true, ['node-1>node-2', 'node-2>node-10', 'node-10>manager']],
  ['bytes', true, ['node-2>node-10', 'node-1>node-2', 'node-10>manager']],
  ['from', false, ['node-1>node-2', 'node-2>node-10', 'node-10>manager']],
  ['to', true, ['node-2>node-10', 'node-1>node-2', 'node-10>manager']],
  ['kind', false, ['node-10>manager', 'node-1>node-2', 'node-2>node-10']],
] as const)('sorted_by %s, descending: %s', (by, descending, expected) => expect(named(sorted(LINKS, { by, descending }))).toEqual(expected));

it('pressed_sameColumnTurnsRound_numbersBeginWithTheLargest_namesWithTheFirst', () => {
  expect(pressed(BUSIEST_FIRST, 'messages')).toEqual({ by: 'messages', descending: false });
  expect(pressed(BUSIEST_FIRST, 'bytes')).toEqual({ by: 'bytes', descending: true });
  expect(pressed(BUSIEST_FIRST, 'from')).toEqual({ by: 'from', descending: false });
});

it('leftOut_saysHowMany_andNothingWhereAllAreThere', () => expect(TRAFFIC.kinds.map(leftOut)).toEqual([{ shown: 2, all: 3 }, null]));

it.each([[0, 1], [0.2, 1], [40, 1], [41, 2], [81, 5], [201, 10], [10_000, 500], [1_000_000, 50_000]])('messagesPerDot_%d a second, %d', (rate, expected) => {
  expect(messagesPerDot(rate)).toBe(expected);
  expect(rate / messagesPerDot(rate)).toBeLessThanOrEqual(MAX_DOTS_PER_SECOND);
});
