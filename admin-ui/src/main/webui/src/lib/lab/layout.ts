/** Where everybody stands in a picture, in CSS pixels. */
export interface LabLayout {
  side: number;
  places: Place[];
  /** Of a node's disc. */
  radius: number;
  /** Whether there is room for names and states; else numbers have to do. */
  roomy: boolean;
}

export interface Place {
  x: number;
  y: number;
  /** Unit vector from the centre; of who is at the centre, downwards. */
  dx: number;
  dy: number;
}

const REACH = 7;
/** More nodes than this, and all ways between them would be one grey disc. */
export const MAX_NODES_WITH_WAYS = 12;
/** For names and states beside the nodes there has to be room around them. */
const NAME_MARGIN = 74;
const MARGIN = 16;
const WIDE = 460;
/** Of a node, and of the picture's side. */
const LARGEST_RADIUS = 24;
const LARGEST_SHARE = 1 / 26;
/** From one node to the next, in radii: two would touch. */
const SPACING = 2.3;

/** Those in the middle on a small circle (one alone: at the centre), the others around them. */
export function layoutOf(side: number, inner: number, count: number): LabLayout {
  const centre = side / 2;
  const outer = count - inner;
  const roomy = side >= WIDE ? outer <= 20 : outer <= 8 && inner <= 1;
  const margin = roomy ? NAME_MARGIN : MARGIN;
  const radius = Math.min(LARGEST_RADIUS, side * LARGEST_SHARE, (2 * Math.PI * (centre - margin)) / (SPACING * outer + 2 * Math.PI));
  const far = centre - radius - margin;
  const near = inner > 1 ? far * 0.42 : 0;
  const places: Place[] = [];
  for (let i = 0; i < count; i++) {
    const middle = i < inner;
    const turn = middle ? i / inner + 0.5 / inner : (i - inner) / outer;
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    const alone = middle && inner === 1;
    const dx = alone ? 0 : Math.cos(angle);
    const dy = alone ? 1 : Math.sin(angle);
    const distance = middle ? near : far;
    places.push({ x: centre + dx * distance, y: centre + (alone ? 0 : dy * distance), dx, dy });
  }
  return { side, places, radius, roomy };
}

/** The node under a point; -1: none. */
export function nodeAt(layout: LabLayout, x: number, y: number): number {
  const reach = Math.max(layout.radius, 10) + 3;
  return layout.places.findIndex((place) => Math.hypot(x - place.x, y - place.y) <= reach);
}

/** The way under a point, of those that are shown; null: none. */
export function wayAt(layout: LabLayout, ways: [number, number][], x: number, y: number): [number, number] | null {
  let best: [number, number] | null = null;
  let least = REACH;
  for (const way of ways) {
    const distance = distanceTo(layout.places[way[0]]!, layout.places[way[1]]!, x, y);
    if (distance < least) {
      least = distance;
      best = way;
    }
  }
  return best;
}

function distanceTo(a: Place, b: Place, x: number, y: number): number {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const along = Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length ** 2));
  return Math.hypot(x - a.x - along * (b.x - a.x), y - a.y - along * (b.y - a.y));
}

/** All ways where they are few; else those of the chosen node. */
export function waysShown(count: number, inner: number, chosen: number | null): [number, number][] {
  const ways: [number, number][] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const among = count - inner <= MAX_NODES_WITH_WAYS;
      if (a === chosen || b === chosen || (chosen === null && among)) ways.push([a, b]);
    }
  }
  return ways;
}
