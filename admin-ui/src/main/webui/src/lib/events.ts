import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import type { ClusterEvent } from '../api/types';

export type Weight = 'good' | 'info' | 'warn' | 'bad';

const WEIGHTS: Record<string, Weight> = {
  node_down: 'bad',
  slots_lost: 'bad',
  slots_reset: 'bad',
  fault_injected: 'warn',
  fault_healed: 'good',
  node_suspect: 'warn',
  node_refused: 'warn',
  node_removed: 'warn',
  node_leaving: 'warn',
  rebalance_cancelled: 'warn',
  cluster_formed: 'good',
  node_added: 'good',
  node_recovered: 'good',
  rebalance_finished: 'good',
};

export function weightOf(type: string): Weight {
  return WEIGHTS[type] ?? 'info';
}

export const WEIGHT_LOOKS: Record<Weight, { Icon: Icon; color: string; word: string }> = {
  good: { Icon: IconCircleCheck, color: 'var(--good)', word: 'good news' },
  info: { Icon: IconInfoCircle, color: 'var(--info)', word: 'notice' },
  warn: { Icon: IconAlertTriangle, color: 'var(--warn)', word: 'warning' },
  bad: { Icon: IconCircleX, color: 'var(--bad)', word: 'failure' },
};

export type Topic = 'all' | 'node' | 'rebalance' | 'policy' | 'cluster';

export const TOPICS: { value: Topic; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'node', label: 'Nodes' },
  { value: 'rebalance', label: 'Rebalance' },
  { value: 'policy', label: 'Policies' },
  { value: 'cluster', label: 'Cluster' },
];

export function topicOf(type: string): Topic {
  if (type.startsWith('node_')) return 'node';
  if (type.startsWith('rebalance_')) return 'rebalance';
  if (type.startsWith('policy_')) return 'policy';
  return 'cluster';
}

/** Those of a topic in which the text occurs (type, node or message), the newest first. */
export function filtered(events: ClusterEvent[], topic: Topic, text: string): ClusterEvent[] {
  const wanted = text.trim().toLowerCase();
  return events
    .filter((e) => topic === 'all' || topicOf(e.type) === topic)
    .filter((e) => wanted === '' || `${e.type} ${e.nodeId ?? ''} ${e.message}`.toLowerCase().includes(wanted))
    .toReversed();
}
