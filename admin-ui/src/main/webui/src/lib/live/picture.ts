import type { FaultView, LiveFaults } from '../../api/live';
import { byName } from '../format';

export type Group = 'A' | 'B';
export type Groups = Record<string, Group>;

export const MANAGER = 'manager';
export const EVERYBODY = '*';

/** The picture's own units. */
export const WIDTH = 640;
export const HEIGHT = 380;
/** Left of it group A stands, right of it group B. */
export const BORDER = 430;
export const RADIUS = 19;
/** More members than this, and all links would be one grey disc: those of the chosen one have to do. */
export const MAX_MEMBERS_WITH_LINKS = 12;

export interface Spot {
  x: number;
  y: number;
}

const ROOMS: Record<Group, { x: number; y: number; far: number }> = {
  A: { x: BORDER / 2, y: HEIGHT / 2 - 8, far: 138 },
  B: { x: (BORDER + WIDTH) / 2, y: HEIGHT / 2 - 8, far: 72 },
};

export const groupOf = (groups: Groups, name: string): Group => groups[name] ?? 'A';

/** Everybody who can be cut off, by name, the manager last. */
export function membersOf(faults: LiveFaults): string[] {
  return [...faults.nodes.map((node) => node.nodeId).sort(byName), MANAGER];
}

/** The members of a group around its middle; the manager, or who is alone, in it. */
export function spotsOf(members: readonly string[], groups: Groups): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const group of ['A', 'B'] as const) {
    const room = ROOMS[group];
    const here = members.filter((name) => groupOf(groups, name) === group);
    const around = here.length === 1 ? [] : here.filter((name) => name !== MANAGER);
    for (const name of here) {
      const place = around.indexOf(name);
      const angle = (place / around.length) * 2 * Math.PI - Math.PI / 2;
      spots.set(name, place < 0 ? { x: room.x, y: room.y } : { x: room.x + Math.cos(angle) * room.far, y: room.y + Math.sin(angle) * room.far });
    }
  }
  return spots;
}

export const groupAt = (x: number): Group => (x > BORDER ? 'B' : 'A');

export interface Link {
  a: string;
  b: string;
  /** At work on it, at either end. */
  faults: { node: string; fault: FaultView }[];
}

const concerns = (fault: FaultView, peer: string) => fault.peer === peer || fault.peer === EVERYBODY;

/** All links, or where there are many, those of the chosen member and those with faults. `a` is always a node. */
export function linksOf(faults: LiveFaults, chosen: string | null): Link[] {
  const members = membersOf(faults);
  const at = new Map(faults.nodes.map((node) => [node.nodeId, node.faults.filter((fault) => fault.peer !== undefined)]));
  const links: Link[] = [];
  members.forEach((a, i) => {
    for (const b of members.slice(i + 1)) {
      const mine = (at.get(a) ?? []).filter((fault) => concerns(fault, b)).map((fault) => ({ node: a, fault }));
      const others = (at.get(b) ?? []).filter((fault) => concerns(fault, a)).map((fault) => ({ node: b, fault }));
      const all = [...mine, ...others];
      if (members.length <= MAX_MEMBERS_WITH_LINKS || a === chosen || b === chosen || all.length > 0) links.push({ a, b, faults: all });
    }
  });
  return links;
}

export type LinkState = 'fine' | 'cut' | 'bad';

export function stateOf(link: Link): LinkState {
  if (link.faults.some(({ fault }) => fault.kind === 'cut')) return 'cut';
  return link.faults.length > 0 ? 'bad' : 'fine';
}

/** The groups as the server takes them; null: there is nothing to cut apart. */
export function groupsToSend(members: readonly string[], groups: Groups): string[][] | null {
  const both = (['A', 'B'] as const).map((group) => members.filter((name) => groupOf(groups, name) === group));
  return both.every((group) => group.length > 0) ? both : null;
}
