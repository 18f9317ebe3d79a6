import { expect, it } from 'vitest';
import { DotField, MAX_DOTS, type Flow } from './field';

const FLOW: Flow = { from: 0, to: 1, kind: 2, dotsPerSecond: 20 };
const frames = (field: DotField, seconds: number) => {
  for (let i = 0; i < seconds * 60; i++) field.step(1000 / 60);
};

it('dots_leaveAtTheirRate_andArrive', () => {
  const field = new DotField();
  field.setFlows([FLOW]);
  frames(field, 1);
  expect(field.count).toBeGreaterThanOrEqual(20);
  expect(field.count).toBeLessThanOrEqual(21);
  frames(field, 10);
  // 1.4 seconds on the way
  expect(field.count).toBeGreaterThanOrEqual(27);
  expect(field.count).toBeLessThanOrEqual(29);
  field.setFlows([]);
  frames(field, 2);
  expect([field.count, field.isStill]).toEqual([0, true]);
});

it('rateThatIsToldAnewEachSecond_keepsThePaceOfSlowFlows', () => {
  const field = new DotField();
  let left = 0;
  for (let second = 0; second < 40; second++) {
    field.setFlows([{ ...FLOW, dotsPerSecond: 0.5 }]);
    for (let i = 0; i < 60; i++) {
      const before = field.count;
      field.step(1000 / 60);
      left += Math.max(0, field.count - before);
    }
  }
  expect(left).toBeGreaterThanOrEqual(19);
  expect(left).toBeLessThanOrEqual(21);
});

it('moreThanThereIsRoomFor_areLeftOut', () => {
  const field = new DotField();
  field.setFlows([{ ...FLOW, dotsPerSecond: 100_000 }]);
  frames(field, 3);
  expect(field.count).toBeLessThanOrEqual(MAX_DOTS);
  expect(field.count).toBeGreaterThan(MAX_DOTS / 2);
});

it('longPause_isNotMadeUpFor', () => {
  const field = new DotField();
  field.setFlows([FLOW]);
  field.step(3_600_000);
  expect(field.count).toBeLessThanOrEqual(3);
});

it('progress_isFrom0To1_andOneFramesDotsDoNotStartAsOne', () => {
  const field = new DotField();
  field.setFlows([{ ...FLOW, dotsPerSecond: 600 }]);
  frames(field, 1);
  const progress = [...field.progress.subarray(0, field.count)];
  expect(Math.min(...progress)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...progress)).toBeLessThan(1);
  expect(new Set(progress.map((p) => p.toFixed(5))).size).toBeGreaterThan(field.count / 2);
});

it('kindThatIsNotShownAnyMore_goesAtOnce_othersStay', () => {
  const field = new DotField();
  field.setFlows([FLOW, { ...FLOW, kind: 5 }]);
  frames(field, 1);
  field.keep((kind) => kind === 5);
  expect(field.count).toBeGreaterThan(15);
  expect([...field.kind.subarray(0, field.count)].every((kind) => kind === 5)).toBe(true);
});
