import { expect, it } from 'vitest';
import type { RingPicture } from '../api/types';
import { angleOf, arcAt, arcsOf, bandAt, bandsOf, movingSlots, sharesOf, slotAt } from './ring';

const RING: RingPicture = {
  ringVersion: 4,
  slotCount: 16,
  nodes: ['node-1', 'node-2', 'node-3'],
  lists: [[0, 1], [1, 0], [2, 1]],
  runs: [4, 0, -1, 6, 1, 2, 6, 0, -1],
  virtualNodes: [[0.1, 0.6], [0.3], []],
};

it('arcsOf_triples_coverAllSlotsInOrder', () => {
  const arcs = arcsOf(RING);
  expect(arcs.map((a) => [a.from, a.to])).toEqual([[0, 3], [4, 9], [10, 15]]);
  expect(arcs[1]).toMatchObject({ list: [1, 0], next: [2, 1] });
});

it('arcAt_everySlot_findsTheArcThatHoldsIt', () => {
  const arcs = arcsOf(RING);
  for (let slot = 0; slot < 16; slot++) {
    const arc = arcAt(arcs, slot)!;
    expect(slot >= arc.from && slot <= arc.to).toBe(true);
  }
  expect(arcAt(arcs, 16)).toBeNull();
});

it('sharesOf_movingSlots_countWhatArrivesOnly', () => {
  expect(sharesOf(RING, arcsOf(RING))).toEqual([
    { nodeId: 'node-1', virtualNodes: 2, primaries: 10, replicas: 6, arriving: 0 },
    { nodeId: 'node-2', virtualNodes: 1, primaries: 6, replicas: 10, arriving: 0 },
    { nodeId: 'node-3', virtualNodes: 0, primaries: 0, replicas: 0, arriving: 6 },
  ]);
  expect(movingSlots(arcsOf(RING))).toBe(6);
});

it('slotAt_twelveOClock_isSlotZero_andGoesClockwise', () => {
  expect(slotAt(0.001, -10, 16)).toBe(0);
  expect(slotAt(10, 0.001, 16)).toBe(4);
  expect(slotAt(0, 10, 16)).toBe(8);
  expect(slotAt(-10, 0.001, 16)).toBe(11);
  expect(slotAt(-0.001, -10, 16)).toBe(15);
});

it('angleOf_middleOfEverySlot_isFoundAgainBySlotAt', () => {
  for (let slot = 0; slot < 16; slot++) {
    const angle = angleOf((slot + 0.5) / 16);
    expect(slotAt(Math.cos(angle), Math.sin(angle), 16)).toBe(slot);
  }
});

it('bandAt_outsideTheBands_isNull', () => {
  expect([bandAt(101, 100, 10, 3), bandAt(100, 100, 10, 3), bandAt(85, 100, 10, 3), bandAt(69, 100, 10, 3)]).toEqual([null, 0, 1, null]);
});

it('bandsOf_noLists_isOne', () => {
  expect(bandsOf({ ...RING, lists: [] })).toBe(1);
  expect(bandsOf(RING)).toBe(2);
});
