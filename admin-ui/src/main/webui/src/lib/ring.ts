import type { RingPicture } from '../api/types';

/** A run of neighbouring slots with one replica list. Node numbers index `RingPicture.nodes`. */
export interface Arc {
  from: number;
  /** Included. */
  to: number;
  list: number[];
  /** The list that these slots move to; null: they stay. */
  next: number[] | null;
}

export interface NodeShare {
  nodeId: string;
  virtualNodes: number;
  primaries: number;
  /** Slots held, but not as the first of the list. */
  replicas: number;
  /** Slots that move to it. */
  arriving: number;
}

/** Unpacks the triples of the wire. */
export function arcsOf(ring: RingPicture): Arc[] {
  const arcs: Arc[] = [];
  let from = 0;
  for (let i = 0; i + 2 < ring.runs.length; i += 3) {
    const length = ring.runs[i]!;
    const next = ring.runs[i + 2]!;
    arcs.push({
      from,
      to: from + length - 1,
      list: ring.lists[ring.runs[i + 1]!] ?? [],
      next: next < 0 ? null : (ring.lists[next] ?? []),
    });
    from += length;
  }
  return arcs;
}

/** The arc that holds a slot; arcs lie in slot order without gaps. */
export function arcAt(arcs: Arc[], slot: number): Arc | null {
  let low = 0;
  let high = arcs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const arc = arcs[middle]!;
    if (slot < arc.from) high = middle - 1;
    else if (slot > arc.to) low = middle + 1;
    else return arc;
  }
  return null;
}

/** Radians, clockwise, 0 at twelve o'clock (canvas angles start at three o'clock, hence the quarter turn). */
export function angleOf(fraction: number): number {
  return fraction * 2 * Math.PI - Math.PI / 2;
}

/** The slot under a point, given relative to the ring's centre with y downwards. */
export function slotAt(x: number, y: number, slotCount: number): number {
  const turns = (Math.atan2(y, x) + Math.PI / 2) / (2 * Math.PI);
  const fraction = turns - Math.floor(turns);
  return Math.min(slotCount - 1, Math.floor(fraction * slotCount));
}

/** Which band of the replica list a distance from the centre falls in (0: the home primary); null: none. */
export function bandAt(distance: number, outer: number, bandWidth: number, bands: number): number | null {
  const band = Math.floor((outer - distance) / bandWidth);
  return distance <= outer && band >= 0 && band < bands ? band : null;
}

export function sharesOf(ring: RingPicture, arcs: Arc[]): NodeShare[] {
  const shares = ring.nodes.map((nodeId, i) => ({
    nodeId,
    virtualNodes: ring.virtualNodes[i]?.length ?? 0,
    primaries: 0,
    replicas: 0,
    arriving: 0,
  }));
  for (const arc of arcs) {
    const slots = arc.to - arc.from + 1;
    arc.list.forEach((node, place) => {
      const share = shares[node];
      if (share) share[place === 0 ? 'primaries' : 'replicas'] += slots;
    });
    for (const node of arc.next ?? []) {
      const share = shares[node];
      if (share && !arc.list.includes(node)) share.arriving += slots;
    }
  }
  return shares;
}

export function movingSlots(arcs: Arc[]): number {
  return arcs.reduce((sum, arc) => sum + (arc.next ? arc.to - arc.from + 1 : 0), 0);
}

/** The longest replica list, at least one: how many bands the picture has. */
export function bandsOf(ring: RingPicture): number {
  return Math.max(1, ...ring.lists.map((list) => list.length));
}
