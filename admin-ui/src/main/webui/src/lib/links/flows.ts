import type { Way } from './draw';
import type { Flow } from './field';
import type { Link } from './links';
import { KINDS, lookOfKind } from './looks';

/** What the dots follow. Kinds and ends that the picture does not have are left out. */
export function flowsOf(links: Link[], names: readonly string[], perDot: ReadonlyMap<string, number>): Flow[] {
  const places = placesOf(names);
  return links.flatMap(({ from, to, kind, messages }) => {
    const [a, b, k] = [places.get(from), places.get(to), KINDS.indexOf(kind)];
    return a === undefined || b === undefined || k < 0 ? [] : [{ from: a, to: b, kind: k, dotsPerSecond: messages / (perDot.get(kind) ?? 1) }];
  });
}

/** One way for all kinds that go over it. */
export function waysOf(links: Link[], names: readonly string[]): Way[] {
  const places = placesOf(names);
  const ways = new Map<string, Way & { most: number }>();
  for (const { from, to, kind, messages } of links) {
    const [a, b] = [places.get(from), places.get(to)];
    if (a === undefined || b === undefined) continue;
    const way = ways.get(`${a} ${b}`) ?? { from: a, to: b, messages: 0, look: lookOfKind(kind), most: 0 };
    way.messages += messages;
    if (messages > way.most) {
      way.most = messages;
      way.look = lookOfKind(kind);
    }
    ways.set(`${a} ${b}`, way);
  }
  return [...ways.values()];
}

const placesOf = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));
