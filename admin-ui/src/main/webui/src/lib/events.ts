import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle, type Icon } from '@tabler/icons-react';
import type { ClusterEvent } from '../api/types';
import { said, t } from '../i18n';
import { words } from './format';

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

export const WEIGHT_LOOKS: Record<Weight, { Icon: Icon; color: string }> = {
  good: { Icon: IconCircleCheck, color: 'var(--good)' },
  info: { Icon: IconInfoCircle, color: 'var(--info)' },
  warn: { Icon: IconAlertTriangle, color: 'var(--warn)' },
  bad: { Icon: IconCircleX, color: 'var(--bad)' },
};

export const weightInWords = (weight: Weight): string => t(`events.weight.${weight}`);

export const TOPICS = ['all', 'node', 'rebalance', 'policy', 'cluster'] as const;
export type Topic = (typeof TOPICS)[number];

/** `node_added` to `Node added`. */
export function typeInWords(type: string): string {
  return said(`eventTypes.${type}`, {}, words(type));
}

/** What happened, in one sentence. */
export function messageOf({ type, nodeId, message, details }: ClusterEvent): string {
  return eventInWords(type, nodeId, details, message);
}

export function eventInWords(type: string, node: string | null, details: ClusterEvent['details'], english: string): string {
  const reason = typeof details?.reason === 'string' ? reasonInWords(details.reason) : undefined;
  return said(`events.${type}`, { ...details, node, reason, context: wayOf(type, details) }, english);
}

/** In which of several ways it happened; undefined: there is one only. */
function wayOf(type: string, details: ClusterEvent['details']): unknown {
  switch (type) {
    case 'slots_lost': return details?.how ?? details?.reason;
    case 'slots_reset': return details?.by;
    default: return details?.how;
  }
}

/** Why slots move: `node_joined` to `Node joined`. */
export function reasonInWords(reason: string): string {
  return said(`reasons.${reason}`, {}, words(reason));
}

export function topicOf(type: string): Topic {
  if (type.startsWith('node_')) return 'node';
  if (type.startsWith('rebalance_')) return 'rebalance';
  if (type.startsWith('policy_')) return 'policy';
  return 'cluster';
}

/** Those of a topic in which the text occurs (type, node or message, in any language that is shown), the newest first. */
export function filtered(events: ClusterEvent[], topic: Topic, text: string): ClusterEvent[] {
  const wanted = text.trim().toLowerCase();
  return events
    .filter((e) => topic === 'all' || topicOf(e.type) === topic)
    .filter((e) => wanted === '' || `${e.type} ${typeInWords(e.type)} ${e.nodeId ?? ''} ${e.message} ${messageOf(e)}`.toLowerCase().includes(wanted))
    .toReversed();
}
