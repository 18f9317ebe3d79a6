import { expect, it } from 'vitest';
import type { LiveFaults } from '../../api/live';
import { BORDER, groupAt, groupsToSend, linksOf, membersOf, spotsOf, stateOf } from './picture';

const node = (nodeId: string, ...faults: LiveFaults['nodes'][number]['faults']) => ({ nodeId, enabled: true, problem: null, faults });
const fault = (kind: 'cut' | 'delay' | 'pause', peer?: string) => ({ id: `${kind}:${peer}`, kind, peer, direction: 'both' as const, description: '', remainingMillis: 1 });
const three: LiveFaults = { atMillis: 0, killed: [], nodes: [node('node-10'), node('node-2', fault('cut', 'node-10'), fault('pause')), node('node-3', fault('delay', '*'))] };

it('members_areByName_theManagerLast', () => expect(membersOf(three)).toEqual(['node-2', 'node-3', 'node-10', 'manager']));

it('groups_standApart_andADropIsInTheGroupWhereItFalls', () => {
  const spots = spotsOf(membersOf(three), { 'node-3': 'B' });
  for (const [name, spot] of spots) expect(groupAt(spot.x), name).toBe(name === 'node-3' ? 'B' : 'A');
  expect(groupAt(BORDER + 1)).toBe('B');
  expect(new Set([...spots.values()].map((spot) => `${Math.round(spot.x)},${Math.round(spot.y)}`)).size).toBe(4);
});

it('links_areEachPairOnce_andKnowTheFaultsOfBothEnds', () => {
  const links = linksOf(three, null);
  expect(links).toHaveLength(6);
  const state = (a: string, b: string) => stateOf(links.find((link) => link.a === a && link.b === b)!);
  expect([state('node-2', 'node-10'), state('node-2', 'node-3'), state('node-3', 'manager'), state('node-2', 'manager')]).toEqual(['cut', 'bad', 'bad', 'fine']);
});

it('manyNodes_onlyTheLinksOfTheChosenOne_andThoseWithFaults', () => {
  const many: LiveFaults = { atMillis: 0, killed: [], nodes: Array.from({ length: 20 }, (_, i) => node(`node-${i + 1}`, ...(i === 4 ? [fault('cut', 'node-7')] : []))) };
  expect(linksOf(many, null).map((link) => [link.a, link.b])).toEqual([['node-5', 'node-7']]);
  expect(linksOf(many, 'node-1')).toHaveLength(21);
});

it('groups_areSentOnlyWhereBothHaveSomebody', () => {
  const members = membersOf(three);
  expect(groupsToSend(members, {})).toBeNull();
  expect(groupsToSend(members, { 'node-3': 'B' })).toEqual([['node-2', 'node-10', 'manager'], ['node-3']]);
});
