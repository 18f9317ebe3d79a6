import type { Traffic } from '../src/api/traffic.ts';
import { hash, type MockCluster } from './cluster.ts';

/** As many links of a kind as the server sends. */
const MAX_LINKS_PER_KIND = 64;

/** All messages together, and how they are divided among the kinds. */
const MESSAGES = Number(process.env.MEGURI_MOCK_MESSAGES ?? 3_000);
const SHARES: [string, number, number][] = [['replicate', 0.62, 210], ['read', 0.24, 140], ['vote', 0.1, 120]];

/** What the make-believe nodes send to each other: waves, and some links busier than others. */
export function trafficAt(cluster: MockCluster, at: number): Traffic {
  const members = cluster.memberIds();
  const nodes = ['manager', ...members];
  const pairs = members.flatMap((from) => members.filter((to) => to !== from).map((to) => [from, to] as const));
  const kinds: Traffic['kinds'] = [];
  const add = (kind: string, links: [string, string, number][], bytes: number) => {
    const strongest = links.toSorted((a, b) => b[2] - a[2]).slice(0, MAX_LINKS_PER_KIND);
    const sum = links.reduce((all, [, , messages]) => all + messages, 0);
    kinds.push({ kind, messages: sum, bytes: sum * bytes, links: links.length, strongest: strongest.flatMap(([from, to, messages]) => [nodes.indexOf(from), nodes.indexOf(to), messages, messages * bytes]) });
  };
  const weight = (kind: string, [from, to]: readonly [string, string]) => (0.4 + hash(`${kind}${from}${to}`)) * (1 + 0.3 * Math.sin(at / 9_000 + hash(from) * 9));
  for (const [kind, share, bytes] of SHARES) {
    const all = pairs.reduce((sum, pair) => sum + weight(kind, pair), 0);
    add(kind, pairs.map((pair) => [...pair, (MESSAGES * share * weight(kind, pair)) / all]), bytes);
  }
  if (cluster.overview().cluster?.rebalance) add('migration', pairs.map((pair) => [...pair, 6 * weight('migration', pair)]), 4_000);
  add('gossip', pairs.map((pair) => [...pair, 4 / members.length + 0.2 * hash(`${pair}${Math.floor(at / 1000)}`)]), 90);
  add('heartbeat', members.map((from) => [from, 'manager', 2]), 160);
  return { atMillis: at, nodes, kinds };
}
