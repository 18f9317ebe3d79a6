import { expect, it } from 'vitest';
import { layoutOf, nodeAt, wayAt, waysShown } from './layout';

it('layoutOf_managerInTheMiddle_nodesAround_allInThePicture', () => {
  for (const count of [4, 6, 21, 51, 52]) {
    const { places, radius } = layoutOf(500, 1, count);
    expect(places[0]).toMatchObject({ x: 250, y: 250 });
    for (const place of places) {
      expect(place.x - radius).toBeGreaterThan(0);
      expect(place.y - radius).toBeGreaterThan(0);
      expect(place.x + radius).toBeLessThan(500);
      expect(place.y + radius).toBeLessThan(500);
    }
  }
});

it('layoutOf_fiftyNodes_doNotOverlap', () => {
  const { places, radius } = layoutOf(340, 1, 51);
  for (let i = 1; i < 50; i++) {
    expect(Math.hypot(places[i]!.x - places[i + 1]!.x, places[i]!.y - places[i + 1]!.y)).toBeGreaterThan(2 * radius);
  }
});

it('layoutOf_narrow_theMiddleDoesNotTouchWhoIsAround', () => {
  for (const [inner, count] of [[1, 7], [6, 12]] as const) {
    const { places, radius } = layoutOf(322, inner, count);
    places.forEach((one, i) => places.slice(i + 1).forEach((other) => expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2.2 * radius)));
  }
});

it('nodeAt_findsWhoIsThere_andNobodyElsewhere', () => {
  const layout = layoutOf(500, 1, 6);
  layout.places.forEach((place, i) => expect(nodeAt(layout, place.x + 3, place.y - 3)).toBe(i));
  expect(nodeAt(layout, 2, 2)).toBe(-1);
});

it('wayAt_findsTheNearest_withinReach', () => {
  const layout = layoutOf(500, 1, 6);
  const ways = waysShown(6, 1, null);
  const [a, b] = [layout.places[1]!, layout.places[2]!];
  expect(wayAt(layout, ways, (a.x + b.x) / 2 + 2, (a.y + b.y) / 2)).toEqual([1, 2]);
  expect(wayAt(layout, ways, 1, 1)).toBeNull();
});

it('waysShown_many_onlyThoseOfTheChosenNode', () => {
  expect(waysShown(6, 1, null)).toHaveLength(15);
  expect(waysShown(6, 1, 2)).toHaveLength(5);
  expect(waysShown(51, 1, null)).toHaveLength(0);
  expect(waysShown(51, 1, 7)).toHaveLength(50);
});
