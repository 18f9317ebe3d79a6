import { expect, it } from 'vitest';
import { linkLayoutOf, pointOn, shortName } from './layout';

const NAMES = ['node-1', 'node-2', 'node-3', 'node-4', 'manager'];
const layout = linkLayoutOf(400, 140, NAMES);
const at = (from: number, to: number, along: number) => {
  const point = { x: 0, y: 0 };
  pointOn(layout, from, to, along, point);
  return point;
};

it('nodes_standInsideTheRing_theFirstAtTheTop_theManagerAtTheCentre', () => {
  expect([layout.xs[4], layout.ys[4]]).toEqual([200, 200]);
  expect(layout.xs[0]).toBeCloseTo(200);
  expect(layout.ys[0]).toBeLessThan(100);
  for (let node = 0; node < 4; node++) expect(Math.hypot(layout.xs[node]! - 200, layout.ys[node]! - 200) + layout.radius).toBeLessThan(140);
});

it.each([1, 3, 20, 64])('of %d nodes, no two touch', (count) => {
  const names = Array.from({ length: count }, (_, i) => `node-${i}`);
  const { xs, ys, radius } = linkLayoutOf(320, 96, names);
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) expect(Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!)).toBeGreaterThan(2 * radius - 0.01);
});

it('way_goesFromTheEdgeOfOneDisc_toTheEdgeOfTheOther', () => {
  expect(Math.hypot(at(0, 2, 0).x - layout.xs[0]!, at(0, 2, 0).y - layout.ys[0]!)).toBeLessThan(layout.radius * 1.3);
  expect(Math.hypot(at(0, 2, 1).x - layout.xs[2]!, at(0, 2, 1).y - layout.ys[2]!)).toBeLessThan(layout.radius * 1.3);
});

it('wayBack_isAnotherOne', () => {
  const [there, back] = [at(0, 2, 0.5), at(2, 0, 0.5)];
  expect(Math.hypot(there.x - back.x, there.y - back.y)).toBeGreaterThan(10);
});

it.each([['node-7', '7'], ['node-12', '12'], ['manager', 'M'], ['cache-a', 'ca'], ['x', 'x']])('shortName_%s', (name, short) => expect(shortName(name)).toBe(short));
