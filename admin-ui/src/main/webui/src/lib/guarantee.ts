import { t } from '../i18n';
import type { PolicyDocument } from '../api/types';

/** A policy with nothing left out. */
export interface Guarantee {
  /** One sentence: what an acknowledged write survives, what a read may miss. */
  summary: string;
  points: string[];
}

/** What a policy promises, in words. Where a field is left out, the default of the design holds. */
export function guaranteeOf(policy: PolicyDocument): Guarantee {
  if (policy.consistency === 'strong') {
    return {
      summary: t('guarantee.linearizable'),
      points: [t('guarantee.needsMajority'), policy.onMajorityLoss === 'reset' ? t('guarantee.resets') : t('guarantee.refuses'), ...lifetime(policy)],
    };
  }
  const n = policy.replicas ?? 3;
  const w = policy.writeQuorum ?? 2;
  const r = policy.readQuorum ?? 1;
  return { summary: summaryOf(n, w, r), points: [writes(n, w), reads(n, w, r), ...lifetime(policy)] };
}

function summaryOf(n: number, w: number, r: number): string {
  if (n === 1) return t('guarantee.oneCopy');
  const losses = w - 1;
  const safety = losses === 0 ? t('guarantee.losable') : t('guarantee.survives', { count: losses });
  const freshness = r + w > n ? t('guarantee.overlap') : t('guarantee.stale');
  return t('guarantee.summary', { safety, freshness });
}

function writes(n: number, w: number): string {
  return `${t('guarantee.keptOn', { count: n })} ${t('guarantee.answersWhen', { count: w })}`;
}

function reads(n: number, w: number, r: number): string {
  if (r === 1) return t('guarantee.readsOne');
  return r + w > n ? t('guarantee.readsOverlap', { replicas: r }) : t('guarantee.reads', { replicas: r });
}

function lifetime(policy: PolicyDocument): string[] {
  const points: string[] = [];
  const ttl = policy.defaultTtl ?? 'none';
  const max = policy.maxTtl ?? 'none';
  points.push(ttl === 'none' ? t('guarantee.stay') : t('guarantee.expire', { ttl }));
  if (max !== 'none') points.push(t('guarantee.cap', { max }));
  points.push(policy.eviction === 'none' ? t('guarantee.evictNone') : policy.eviction === 'lru' ? t('guarantee.evictLru') : t('guarantee.evictTinylfu'));
  return points;
}

/** The preset that a policy equals, for a short label; null: its own mix. */
export function presetOf(policy: PolicyDocument): string | null {
  if (policy.consistency === 'strong') return 'strong';
  const w = policy.writeQuorum ?? 2;
  const r = policy.readQuorum ?? 1;
  if (w === 1 && r === 1) return 'fast';
  if (w === 2 && r === 1) return 'safe';
  if (w === 2 && r === 2) return 'quorum';
  return null;
}

/** The policy that a key falls under: the longest prefix that matches; `default` matches all. */
export function policyFor(key: string, policies: PolicyDocument[]): PolicyDocument | null {
  const named = policies.filter((p) => p.prefix !== 'default' && key.startsWith(p.prefix));
  named.sort((a, b) => b.prefix.length - a.prefix.length);
  return named[0] ?? policies.find((p) => p.prefix === 'default') ?? null;
}

/** Puts the policy's prefix before the key, in place of the prefix of another policy that is there. */
export function withPrefix(key: string, prefix: string, policies: PolicyDocument[]): string {
  const current = policyFor(key, policies);
  const bare = current && current.prefix !== 'default' ? key.slice(current.prefix.length) : key;
  return prefix === 'default' ? bare : prefix + bare;
}
