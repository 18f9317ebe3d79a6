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
      summary: 'Linearizable: every read sees the latest acknowledged write.',
      points: [
        'Every operation needs a majority of the replica list; without one it is refused, never answered wrongly.',
        policy.onMajorityLoss === 'reset'
          ? 'When a majority loses its memory, the slot starts empty, and says so.'
          : 'When a majority loses its memory, the slot refuses until an operator accepts the loss.',
        ...lifetime(policy),
      ],
    };
  }
  const n = policy.replicas ?? 3;
  const w = policy.writeQuorum ?? 2;
  const r = policy.readQuorum ?? 1;
  return { summary: summaryOf(n, w, r), points: [writes(n, w), reads(n, w, r), ...lifetime(policy)] };
}

function summaryOf(n: number, w: number, r: number): string {
  if (n === 1) return 'One copy, nowhere else: the fastest and the least safe.';
  const losses = w - 1;
  const safety =
    losses === 0
      ? 'An acknowledged write is lost if its one confirmed holder dies before the others have it'
      : `An acknowledged write survives the loss of ${losses === 1 ? 'one holder' : `${losses} holders`}`;
  const freshness = r + w > n ? 'reads overlap with writes and see the newest' : 'a read may be briefly stale';
  return `${safety}; ${freshness}.`;
}

function writes(n: number, w: number): string {
  return `Each value is kept on ${copies(n)}; a write answers when ${w} of them ${w === 1 ? 'has' : 'have'} it, and goes on to the rest.`;
}

function reads(n: number, w: number, r: number): string {
  if (r === 1) return 'A read asks one synced replica: fast, and any replica will do when a node is down.';
  const overlap = r + w > n ? ', at least one of which has every acknowledged write' : '';
  return `A read asks ${r} replicas${overlap}, and returns the newest.`;
}

function lifetime(policy: PolicyDocument): string[] {
  const points: string[] = [];
  const ttl = policy.defaultTtl ?? 'none';
  const cap = policy.maxTtl ?? 'none';
  points.push(
    ttl === 'none' ? 'Values stay until they are deleted or evicted.' : `Values expire after ${ttl}, unless the write says otherwise.`,
  );
  if (cap !== 'none') points.push(`No value lives longer than ${cap}.`);
  points.push(
    policy.eviction === 'none'
      ? 'At the memory limit writes are refused; nothing is evicted.'
      : `At the memory limit the ${policy.eviction === 'lru' ? 'least recently used' : 'least useful (TinyLFU)'} values are evicted.`,
  );
  return points;
}

function copies(n: number): string {
  return n === 1 ? 'one node' : `${n} nodes`;
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
