import type { Traffic, TrafficOfKind } from '../../api/traffic';
import { byName } from '../format';

/** The manager among nodes; no node has its name. */
export const MANAGER = 'manager';

/** What one sends to another. Rates are per second. */
export interface Link {
  from: string;
  to: string;
  kind: string;
  messages: number;
  bytes: number;
}

export type Column = keyof Link;

export interface Order {
  by: Column;
  descending: boolean;
}

export const BUSIEST_FIRST: Order = { by: 'messages', descending: true };

/** Unpacks the fours of the wire. */
export function linksOf(traffic: Traffic): Link[] {
  return traffic.kinds.flatMap(({ kind, strongest }) => {
    const links: Link[] = [];
    for (let i = 0; i + 3 < strongest.length; i += 4) {
      links.push({ from: traffic.nodes[strongest[i]!] ?? '?', to: traffic.nodes[strongest[i + 1]!] ?? '?', kind, messages: strongest[i + 2]!, bytes: strongest[i + 3]! });
    }
    return links;
  });
}

/** Those of kinds that are not switched off, and where a node is chosen, to or from it. */
export function shownOf(links: Link[], hidden: ReadonlySet<string>, node: string | null): Link[] {
  return links.filter((link) => !hidden.has(link.kind) && (node === null || link.from === node || link.to === node));
}

export function sorted(links: Link[], { by, descending }: Order): Link[] {
  const compare = (a: Link, b: Link) => {
    const [one, other] = [a[by], b[by]];
    const order = typeof one === 'number' ? one - (other as number) : byName(one, other as string);
    return descending ? -order : order;
  };
  return links.toSorted((a, b) => compare(a, b) || byName(a.from, b.from) || byName(a.to, b.to) || byName(a.kind, b.kind));
}

/** What a press on a column's head makes of it: the same column turns round, numbers begin with the largest. */
export function pressed(order: Order, by: Column): Order {
  return { by, descending: order.by === by ? !order.descending : by === 'messages' || by === 'bytes' };
}

/** How many links of a kind the server sent, and how many there are; null: all of them. */
export function leftOut({ links, strongest }: TrafficOfKind): { shown: number; all: number } | null {
  const shown = strongest.length / 4;
  return shown < links ? { shown, all: links } : null;
}

/** A kind has at most so many dots a second on all links together; of more messages, a dot stands for several. */
export const MAX_DOTS_PER_SECOND = 40;

/** For how many messages a dot of a kind stands: 1, 2, 5, 10, 20, and so on. */
export function messagesPerDot(messagesPerSecond: number): number {
  const least = messagesPerSecond / MAX_DOTS_PER_SECOND;
  for (let power = 1; ; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) if (step >= least) return step;
  }
}
