import { expect, it } from 'vitest';
import type { Film, NodeChange } from '../../api/lab';
import { dotsAt, filmClock, firstAfter, longestOf, momentAt, nextStep, stepBefore, toldUntil } from './film';

const change = (micros: number, node: number, process: NodeChange['process']): NodeChange =>
  ({ micros, node, process, member: 'ACTIVE', ringVersion: 1, leads: 0, holds: 0, unsynced: 0, clockMillis: 0 });

const FILM: Film = {
  order: { scenario: 'NODE_FAILS', rule: null, kept: false, seed: 1, nodes: 2, interventions: [] },
  title: '', about: '', names: ['manager', 'node-1', 'node-2'], inner: 1, traceHash: '1', pictureHash: '2', endMicros: 10_000, actMicros: 8_000,
  kinds: ['WRITE'], sent: 3,
  flights: { sentMicros: [100, 200, 200], tookMicros: [50, 500, 20], from: [1, 2, 1], to: [2, 1, 0], kind: [0, 0, 0], fate: [0, 1, 0], text: ['a', 'b', 'c'] },
  changes: [change(0, 1, 'UP'), change(0, 2, 'UP'), change(300, 1, 'OFF'), change(900, 1, 'UP')],
  cuts: [{ micros: 100, a: 2, b: 1, cut: true }, { micros: 400, a: 1, b: 2, cut: false }],
  told: [
    { micros: 0, teller: 'ACT', weight: 'INFO', node: -1, text: 'begins', said: null },
    { micros: 300, teller: 'ACT', weight: 'BAD', node: 1, text: 'dies', said: null },
    { micros: 350, teller: 'CLIENT', weight: 'INFO', node: 1, text: 'asks', said: null },
  ],
  rates: [[3]],
  verdict: { outcome: 'HELD', micros: 10_000, invariant: null, code: 'held', sentence: '', detail: null, checked: [] },
};

it('momentAt_isTheLastChangeOfEach', () => {
  expect(momentAt(FILM, 299).nodes.map((n) => n?.process ?? null)).toEqual([null, 'UP', 'UP']);
  expect(momentAt(FILM, 300).nodes[1]?.process).toBe('OFF');
  expect(momentAt(FILM, 900).nodes[1]?.process).toBe('UP');
});

it('momentAt_cutsAreThere_untilTheyAreHealed', () => {
  expect([...momentAt(FILM, 99).cuts]).toEqual([]);
  expect([...momentAt(FILM, 100).cuts]).toEqual(['1-2']);
  expect([...momentAt(FILM, 400).cuts]).toEqual([]);
});

it('dotsAt_onlyWhatIsUnderWay_inOrder', () => {
  const longest = longestOf(FILM.flights);
  expect(longest).toBe(500);
  expect(dotsAt(FILM.flights, 99, 0, longest)).toEqual([]);
  expect(dotsAt(FILM.flights, 125, 0, longest)).toEqual([{ flight: 0, progress: 0.5 }]);
  expect(dotsAt(FILM.flights, 210, 0, longest)).toEqual([{ flight: 1, progress: 0.02 }, { flight: 2, progress: 0.5 }]);
  expect(dotsAt(FILM.flights, 450, 0, longest).map((d) => d.flight)).toEqual([1]);
});

it('dotsAt_shortFlights_areShownForLongEnoughToSee', () => {
  expect(dotsAt(FILM.flights, 300, 400, 500).map((d) => [d.flight, d.progress])).toEqual([[0, 0.5], [1, 0.2], [2, 0.25]]);
});

it('steps_goFromOneThingToTheNext_andBack', () => {
  const there = [0];
  while (there.at(-1)! < FILM.endMicros) there.push(nextStep(FILM, there.at(-1)!));
  expect(there).toEqual([0, 100, 200, 300, 350, 10_000]);
  const back = [10_000];
  while (back.at(-1)! > 0) back.push(stepBefore(FILM, back.at(-1)!));
  expect(back).toEqual([10_000, 350, 300, 200, 100, 0]);
});

it('toldUntil_newestFirst_andOnlyWhatIsWanted', () => {
  expect(toldUntil(FILM, 350, 9, () => true).map((t) => t.text)).toEqual(['asks', 'dies', 'begins']);
  expect(toldUntil(FILM, 350, 9, (t) => t.teller !== 'CLIENT').map((t) => t.text)).toEqual(['dies', 'begins']);
  expect(toldUntil(FILM, 100, 9, () => true).map((t) => t.text)).toEqual(['begins']);
});

it('firstAfter_equalTimes_areNotAfter', () => {
  expect([0, 1, 2, 3].map((t) => firstAfter([1, 1, 3], t))).toEqual([0, 2, 2, 3]);
});

it('filmClock_minutesSecondsTenths', () => {
  expect([0, 7_340_000, 69_990_000].map(filmClock)).toEqual(['0:00.0', '0:07.3', '1:09.9']);
});
