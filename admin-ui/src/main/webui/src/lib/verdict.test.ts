import { expect, it } from 'vitest';
import type { ClusterView, NodeState } from '../api/types';
import { verdictOf } from './verdict';

const node = (nodeId: string, state: NodeState, unsyncedSlots = 0) => ({ nodeId, state, unsyncedSlots });
const cluster = (part: object) =>
  ({ formed: true, ready: true, expectedNodes: 3, slotCount: 16384, slotsWithoutHolder: 0, slotsUnderReplicated: 0, rebalance: null,
    nodes: [node('node-1', 'ACTIVE'), node('node-2', 'ACTIVE')], ...part }) as unknown as ClusterView;

it('allWell_isHealthy', () => expect(verdictOf(cluster({}))).toMatchObject({ mood: 'good', sentence: 'All 16,384 slots are held and synced by 2 nodes.' }));

it('notFormed_countsTheNodesThatAreHere', () => {
  expect(verdictOf(cluster({ formed: false, ready: false })).sentence).toBe('Waiting for nodes: 2 of 3 are here.');
});

it('severalTroubles_theWorstIsTold', () => {
  const troubles = { nodes: [node('node-1', 'DOWN'), node('node-2', 'SUSPECT')], slotsUnderReplicated: 9, rebalance: { state: 'RUNNING', progress: 0.5 } };
  expect(verdictOf(cluster({ ...troubles, slotsWithoutHolder: 3 })).mood).toBe('bad');
  const lost = verdictOf(cluster({ ...troubles, lost: { count: 6, ranges: [{ from: 0, to: 5, reason: 'majority_lost_memory' }] } }));
  expect([lost.mood, lost.sentence.startsWith('6 slots lost the memory')]).toEqual(['bad', true]);
  expect(verdictOf(cluster(troubles)).word).toBe('Degraded');
});

it('running_thenCatchingUp_areBusy', () => {
  expect(verdictOf(cluster({ rebalance: { state: 'RUNNING', progress: 0.5 } })).word).toBe('Moving slots');
  expect(verdictOf(cluster({ nodes: [node('node-1', 'ACTIVE', 7)] })).sentence).toContain('7 slot copies to go');
});
