import { expect, it } from 'vitest';
import type { FaultView, LiveFaults } from '../../api/live';
import { aimed, inWords, NEW_DRAFT, requestOf, whyNot, wrongNow, type Draft } from './faults';

const draft = (part: Partial<Draft>): Draft => ({ ...NEW_DRAFT, node: 'node-1', ...part });
const fault = (part: Partial<FaultView>): FaultView => ({ id: 'x', kind: 'pause', description: '', remainingMillis: 1000, ...part });

it.each([
  [draft({ kind: 'pause' }), { kind: 'pause', durationMillis: 20_000 }],
  [draft({ kind: 'slow', delayMillis: 50 }), { kind: 'slow', durationMillis: 20_000, delayMillis: 50 }],
  [draft({ kind: 'clock_offset', offsetMillis: -5 }), { kind: 'clock_offset', durationMillis: 20_000, offsetMillis: -5 }],
  [draft({ peer: 'node-2', kind: 'cut', direction: 'out' }), { kind: 'cut', durationMillis: 20_000, peer: 'node-2', direction: 'out' }],
  [draft({ peer: '*', kind: 'loss', lossPercent: 30 }), { kind: 'loss', durationMillis: 20_000, peer: '*', direction: 'both', rate: 0.3 }],
])('onlyWhatAKindNeeds_isSent', (form, request) => expect(requestOf(form)).toEqual(request));

it('anotherTarget_keepsTheKindWhereItFits', () => {
  expect(aimed(draft({ kind: 'slow' }), 'node-2', null).kind).toBe('slow');
  expect(aimed(draft({ kind: 'slow' }), 'node-2', 'node-1').kind).toBe('cut');
  expect(aimed(draft({ kind: 'loss', peer: 'node-2' }), 'node-1', null).kind).toBe('pause');
});

it('words_sayWhichWay', () => {
  expect(inWords('node-1', fault({ kind: 'cut', peer: 'node-2', direction: 'in' }))).toBe('Nothing passes from node-2 to node-1');
  expect(inWords('node-1', fault({ kind: 'loss', peer: '*', direction: 'both', rate: 0.3 }))).toBe('30% of what goes between node-1 and everybody vanishes');
  expect(inWords('node-1', fault({ kind: 'clock_offset', offsetMillis: -2000 }))).toBe('The clock of node-1 is 2 s behind');
});

const some: LiveFaults = {
  atMillis: 0,
  nodes: [
    { nodeId: 'node-1', enabled: true, problem: null, faults: [fault({ remainingMillis: 9000 })] },
    { nodeId: 'node-2', enabled: false, problem: null, faults: [] },
    { nodeId: 'node-3', enabled: null, problem: 'no answer in time', faults: [] },
  ],
  killed: [{ nodeId: 'node-3', remainingMillis: 4000 }],
};

it('whatHealsFirst_isFirst_andKilledNodesAreInIt', () => expect(wrongNow(some).map(({ node, id }) => [node, id])).toEqual([['node-3', null], ['node-1', 'x']]));

it('aNodeThatTakesNone_saysWhy', () => {
  expect(whyNot(some, 'node-1')).toBeNull();
  expect(whyNot(some, 'node-2')).toMatch(/takes no faults/);
  expect(whyNot(some, 'node-3')).toMatch(/does not answer/);
});
