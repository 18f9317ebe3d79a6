import type { RingPicture } from '../api/types';
import { angleOf, type Arc } from './ring';

/** Where things lie in a square picture of a given side, in CSS pixels. */
export interface RingLayout {
  side: number;
  centre: number;
  /** Outer edge of the home primaries' band. */
  outer: number;
  bandWidth: number;
  bands: number;
}

export interface RingInk {
  colorOf: (nodeId: string) => string;
  moving: string;
  faint: string;
  text: string;
}

export interface RingFocus {
  nodeId: string | null;
  arc: Arc | null;
  /** 0 to 1: the phase of the pulse that moving slots have. */
  pulse: number;
}

const TICK = 9;
const GAP = 2;

export function layoutOf(side: number, bands: number): RingLayout {
  const outer = side / 2 - TICK - 14;
  return { side, centre: side / 2, outer, bandWidth: Math.max(8, Math.min(26, (outer * 0.3) / bands)), bands };
}

/** Draws the whole ring: virtual nodes outside, then one band per place in the replica list, the home primary outermost. */
export function drawRing(g: CanvasRenderingContext2D, layout: RingLayout, ring: RingPicture, arcs: Arc[], ink: RingInk, focus: RingFocus): void {
  g.clearRect(0, 0, layout.side, layout.side);
  drawBands(g, layout, ring, arcs, ink, focus);
  drawVirtualNodes(g, layout, ring, ink, focus);
  drawMoving(g, layout, ring, arcs, ink, focus);
  if (focus.arc) outline(g, layout, ring, focus.arc, ink.text);
}

function drawBands(g: CanvasRenderingContext2D, layout: RingLayout, ring: RingPicture, arcs: Arc[], ink: RingInk, focus: RingFocus): void {
  for (let band = 0; band < layout.bands; band++) {
    const radius = layout.outer - (band + 0.5) * layout.bandWidth;
    g.lineWidth = layout.bandWidth - GAP;
    for (const arc of arcs) {
      const nodeId = ring.nodes[arc.list[band] ?? -1];
      if (nodeId === undefined) continue;
      const dimmed = focus.nodeId !== null && focus.nodeId !== nodeId;
      g.globalAlpha = dimmed ? 0.1 : [1, 0.6, 0.38][band] ?? 0.3;
      // the chosen node's copies stand out in every band
      if (focus.nodeId === nodeId) g.globalAlpha = [1, 0.8, 0.65][band] ?? 0.6;
      strokeArc(g, layout, radius, arc.from, arc.to + 1, ring.slotCount, ink.colorOf(nodeId));
    }
  }
  g.globalAlpha = 1;
}

function drawVirtualNodes(g: CanvasRenderingContext2D, layout: RingLayout, ring: RingPicture, ink: RingInk, focus: RingFocus): void {
  g.lineWidth = 1.5;
  ring.nodes.forEach((nodeId, i) => {
    g.strokeStyle = ink.colorOf(nodeId);
    g.globalAlpha = focus.nodeId === null ? 0.75 : focus.nodeId === nodeId ? 1 : 0.08;
    g.beginPath();
    for (const fraction of ring.virtualNodes[i] ?? []) {
      const angle = angleOf(fraction);
      const x = Math.cos(angle);
      const y = Math.sin(angle);
      g.moveTo(layout.centre + x * (layout.outer + 3), layout.centre + y * (layout.outer + 3));
      g.lineTo(layout.centre + x * (layout.outer + TICK), layout.centre + y * (layout.outer + TICK));
    }
    g.stroke();
  });
  g.globalAlpha = 1;
}

function drawMoving(g: CanvasRenderingContext2D, layout: RingLayout, ring: RingPicture, arcs: Arc[], ink: RingInk, focus: RingFocus): void {
  g.lineWidth = 4;
  g.globalAlpha = 0.6 + 0.4 * focus.pulse;
  for (const arc of arcs) {
    if (arc.next) strokeArc(g, layout, layout.outer + TICK + 6, arc.from, arc.to + 1, ring.slotCount, ink.moving);
  }
  g.globalAlpha = 1;
}

function outline(g: CanvasRenderingContext2D, layout: RingLayout, ring: RingPicture, arc: Arc, color: string): void {
  const start = angleOf(arc.from / ring.slotCount);
  const end = angleOf((arc.to + 1) / ring.slotCount);
  const inner = layout.outer - layout.bands * layout.bandWidth;
  g.beginPath();
  g.arc(layout.centre, layout.centre, layout.outer + 1, start, end);
  g.arc(layout.centre, layout.centre, inner + 1, end, start, true);
  g.closePath();
  g.lineWidth = 1.5;
  g.strokeStyle = color;
  g.stroke();
}

function strokeArc(g: CanvasRenderingContext2D, layout: RingLayout, radius: number, from: number, to: number, slots: number, color: string): void {
  g.beginPath();
  // a hair of overlap hides the seams between neighbours of one colour
  g.arc(layout.centre, layout.centre, radius, angleOf(from / slots), angleOf(to / slots) + 0.0006);
  g.strokeStyle = color;
  g.stroke();
}
