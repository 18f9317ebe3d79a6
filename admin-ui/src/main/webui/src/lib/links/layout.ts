import { angleOf } from '../ring';
import { MANAGER } from './links';

/** Where nodes and the ways between them are, in CSS pixels of a square picture. */
export interface LinkLayout {
  side: number;
  xs: number[];
  ys: number[];
  /** Of a node's disc. */
  radius: number;
}

export interface Point {
  x: number;
  y: number;
}

const LARGEST_RADIUS = 12;
/** Between the ring's bands and the discs. */
const GAP = 7;
/** Of the way from one disc to the next, what a disc takes. */
const SHARE = 0.42;
/** How far a way is bent to its right, and towards the centre's side, as a share of its length: the way back is another one. */
const BEND = 0.13;

/** @param inner inner edge of the ring's bands. @param names the manager, where it is among them, stands at the centre */
export function linkLayoutOf(side: number, inner: number, names: readonly string[]): LinkLayout {
  const around = names.filter((name) => name !== MANAGER).length;
  const radius = Math.max(3, Math.min(LARGEST_RADIUS, (2 * Math.PI * inner * SHARE * 0.85) / Math.max(1, around)));
  const distance = Math.max(0, inner - GAP - radius);
  const layout: LinkLayout = { side, xs: [], ys: [], radius };
  let place = 0;
  for (const name of names) {
    const angle = angleOf(place / Math.max(1, around));
    layout.xs.push(side / 2 + (name === MANAGER ? 0 : Math.cos(angle) * distance));
    layout.ys.push(side / 2 + (name === MANAGER ? 0 : Math.sin(angle) * distance));
    if (name !== MANAGER) place++;
  }
  return layout;
}

/** Where something is that has gone so far (0 to 1) of the way. Written into `out`, so that a frame makes no garbage. */
export function pointOn(layout: LinkLayout, from: number, to: number, along: number, out: Point): void {
  const [x0, y0, x2, y2] = [layout.xs[from]!, layout.ys[from]!, layout.xs[to]!, layout.ys[to]!];
  const [dx, dy] = [x2 - x0, y2 - y0];
  const length = Math.hypot(dx, dy) || 1;
  // from the edge of one disc to the edge of the other
  const edge = Math.min(0.45, layout.radius / length);
  const t = edge + along * (1 - 2 * edge);
  const x1 = (x0 + x2) / 2 - dy * BEND;
  const y1 = (y0 + y2) / 2 + dx * BEND;
  out.x = (1 - t) * (1 - t) * x0 + 2 * (1 - t) * t * x1 + t * t * x2;
  out.y = (1 - t) * (1 - t) * y0 + 2 * (1 - t) * t * y1 + t * t * y2;
}

/** Draws a way on, from edge to edge. */
export function trace(g: CanvasRenderingContext2D, layout: LinkLayout, from: number, to: number, point: Point): void {
  const steps = 12;
  for (let i = 0; i <= steps; i++) {
    pointOn(layout, from, to, i / steps, point);
    if (i === 0) g.moveTo(point.x, point.y);
    else g.lineTo(point.x, point.y);
  }
}

/** What fits into a node's disc: `7` of `node-7`. */
export function shortName(name: string): string {
  if (name === MANAGER) return 'M';
  return /\d{1,3}$/.exec(name)?.[0] ?? name.slice(0, 2);
}
