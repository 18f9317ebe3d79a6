import type { FaultKind, FaultRequest, FaultView, LiveFaults } from '../../api/live';
import { t } from '../../i18n';
import { count, percent, span } from '../format';
import { EVERYBODY, MANAGER } from './picture';

/** What can be done to a node, and to a link. */
export const NODE_KINDS = ['kill', 'pause', 'slow', 'clock_offset'] as const;
export const LINK_KINDS = ['cut', 'delay', 'loss'] as const;
export type DoableKind = (typeof NODE_KINDS)[number] | (typeof LINK_KINDS)[number];

/** What the form holds; what a kind does not need is not sent. */
export interface Draft {
  node: string;
  /** Null: the node itself. */
  peer: string | null;
  kind: DoableKind;
  direction: 'in' | 'out' | 'both';
  seconds: number;
  delayMillis: number;
  lossPercent: number;
  offsetMillis: number;
}

export const NEW_DRAFT: Omit<Draft, 'node'> = { peer: null, kind: 'pause', direction: 'both', seconds: 20, delayMillis: 200, lossPercent: 30, offsetMillis: 2000 };

/** The draft aimed at another target: a kind that fits is kept. */
export function aimed(draft: Draft, node: string, peer: string | null): Draft {
  const kinds: readonly DoableKind[] = peer === null ? NODE_KINDS : LINK_KINDS;
  return { ...draft, node, peer, kind: kinds.includes(draft.kind) ? draft.kind : peer === null ? 'pause' : 'cut' };
}

/** As the node takes it; a kill is none of its faults. */
export function requestOf(draft: Draft): FaultRequest {
  const durationMillis = Math.round(draft.seconds * 1000);
  const kind = draft.kind as FaultKind;
  return {
    kind,
    durationMillis,
    ...(draft.peer === null ? {} : { peer: draft.peer, direction: draft.direction }),
    ...(kind === 'delay' || kind === 'slow' ? { delayMillis: draft.delayMillis } : {}),
    ...(kind === 'loss' ? { rate: draft.lossPercent / 100 } : {}),
    ...(kind === 'clock_offset' ? { offsetMillis: draft.offsetMillis } : {}),
  };
}

/** `manager` and `*` have words; nodes have names. */
export function nameOf(member: string): string {
  if (member === MANAGER) return t('live.manager');
  return member === EVERYBODY ? t('live.everybody') : member;
}

export function inWords(node: string, fault: FaultView): string {
  const peer = nameOf(fault.peer ?? '');
  const way = fault.direction === 'in' ? t('live.way', { from: peer, to: node }) : fault.direction === 'out' ? t('live.way', { from: node, to: peer }) : t('live.ways', { one: node, other: peer });
  switch (fault.kind) {
    case 'cut': return t('live.words.cut', { way });
    case 'delay': return t('live.words.delay', { way, millis: count(fault.delayMillis ?? 0) });
    case 'loss': return t('live.words.loss', { way, share: percent(fault.rate) });
    case 'duplication': return t('live.words.duplication', { way, share: percent(fault.rate) });
    case 'bandwidth': return t('live.words.bandwidth', { way, bytes: count(fault.bytesPerSecond ?? 0) });
    case 'pause': return t('live.words.pause', { node });
    case 'slow': return t('live.words.slow', { node, millis: count(fault.delayMillis ?? 0) });
    case 'crash': return t('live.words.crash', { node });
    case 'clock_offset': return t((fault.offsetMillis ?? 0) < 0 ? 'live.words.behind' : 'live.words.ahead', { node, span: span(Math.abs(fault.offsetMillis ?? 0)) });
  }
}

export interface Wrong {
  key: string;
  node: string;
  /** Null: the lab killed it. */
  id: string | null;
  words: string;
  remainingMillis: number;
}

/** Everything that is wrong, what heals first at the top. */
export function wrongNow(faults: LiveFaults): Wrong[] {
  const killed = faults.killed.map(({ nodeId, remainingMillis }) => ({ key: `${nodeId} killed`, node: nodeId, id: null, words: t('live.words.killed', { node: nodeId }), remainingMillis }));
  const others = faults.nodes.flatMap(({ nodeId, faults: all }) => all.map((fault) => ({ key: `${nodeId} ${fault.id}`, node: nodeId, id: fault.id, words: inWords(nodeId, fault), remainingMillis: fault.remainingMillis })));
  return [...killed, ...others].sort((one, other) => one.remainingMillis - other.remainingMillis || one.key.localeCompare(other.key));
}

/** Why a node takes no faults now; null: it does. */
export function whyNot(faults: LiveFaults, node: string): string | null {
  const asked = faults.nodes.find((one) => one.nodeId === node);
  if (!asked || asked.enabled === null) return t('live.faults.silent', { node });
  return asked.enabled ? null : t('live.faults.disabledAt', { node });
}
