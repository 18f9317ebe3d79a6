import { expect, it } from 'vitest';
import type { ClusterEvent } from '../api/types';
import { filtered, topicOf, weightOf } from './events';

const event = (id: number, type: string, nodeId: string | null, message = ''): ClusterEvent => ({ id, type, nodeId, message, atMillis: id, ringVersion: 1, details: null });
const LOG = [event(1, 'cluster_formed', null), event(2, 'node_down', 'node-1', 'no heartbeat'), event(3, 'rebalance_started', 'node-1')];

it('filtered_noFilter_isNewestFirst', () => expect(filtered(LOG, 'all', '').map((e) => e.id)).toEqual([3, 2, 1]));

it('filtered_topicAndText_bothMustMatch', () => {
  expect(filtered(LOG, 'node', '').map((e) => e.id)).toEqual([2]);
  expect(filtered(LOG, 'all', 'NODE-1').map((e) => e.id)).toEqual([3, 2]);
  expect(filtered(LOG, 'node', 'nothing like it')).toEqual([]);
});

it('unknownType_isANoticeOfTheCluster', () => expect([weightOf('brand_new'), topicOf('brand_new')]).toEqual(['info', 'cluster']));
