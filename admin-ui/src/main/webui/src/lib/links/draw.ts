import type { KindLook } from '../lab/kinds';
import { drawShape } from '../lab/shapes';
import type { DotField } from './field';
import { pointOn, shortName, trace, type LinkLayout, type Point } from './layout';
import { MANAGER } from './links';

export interface LinkInk {
  colorOf: (nodeId: string) => string;
  text: string;
  faint: string;
  surface: string;
  dimmed: string;
  dark: boolean;
}

/** A way with what is sent over it, of all kinds together. */
export interface Way {
  from: number;
  to: number;
  messages: number;
  /** The kind of which most is sent. */
  look: KindLook;
}

const FONT = '"Inter Variable", system-ui, sans-serif';
const SPRITE = 14;
const DOT = 3.6;
const MARK_AT = 0.66;
const point: Point = { x: 0, y: 0 };

const colorOf = (look: KindLook, dark: boolean) => (dark ? look.dark : look.light);

/** What stands still: the nodes, and the ways; where nothing may move, as wide as what is sent over them. */
export function drawStill(g: CanvasRenderingContext2D, layout: LinkLayout, names: readonly string[], ways: Way[], still: boolean, ink: LinkInk): void {
  g.clearRect(0, 0, layout.side, layout.side);
  for (const way of ways) drawWay(g, layout, way, still, ink);
  names.forEach((name, node) => drawNode(g, layout, name, node, ink));
}

function drawWay(g: CanvasRenderingContext2D, layout: LinkLayout, way: Way, still: boolean, ink: LinkInk): void {
  g.beginPath();
  trace(g, layout, way.from, way.to, point);
  g.strokeStyle = still ? colorOf(way.look, ink.dark) : ink.faint;
  g.lineWidth = still ? widthOf(way.messages) : 1;
  g.globalAlpha = still ? 0.7 : 0.8;
  g.stroke();
  g.globalAlpha = 1;
  if (!still) return;
  pointOn(layout, way.from, way.to, MARK_AT, point);
  drawShape(g, way.look.shape, point.x, point.y, DOT + 0.4, colorOf(way.look, ink.dark));
}

/** Twice as wide is thirty times as much, more or less. */
export function widthOf(messagesPerSecond: number): number {
  return Math.min(6, 0.8 + 1.1 * Math.log10(1 + messagesPerSecond));
}

function drawNode(g: CanvasRenderingContext2D, layout: LinkLayout, name: string, node: number, ink: LinkInk): void {
  const [x, y, r] = [layout.xs[node]!, layout.ys[node]!, layout.radius];
  g.beginPath();
  if (name === MANAGER) g.roundRect(x - r, y - r, 2 * r, 2 * r, r * 0.35);
  else g.arc(x, y, r, 0, 2 * Math.PI);
  g.fillStyle = ink.surface;
  g.fill();
  g.lineWidth = 2.2;
  g.strokeStyle = name === MANAGER ? ink.dimmed : ink.colorOf(name);
  g.stroke();
  if (r < 6) return;
  g.font = `600 ${r < 9 ? 8 : 11}px ${FONT}`;
  g.textAlign = 'center';
  g.textBaseline = 'middle';
  g.fillStyle = ink.text;
  g.fillText(shortName(name), x, y + 0.5);
}

/** One mark of each kind, drawn once: a picture is copied faster than a path is filled. */
export function spritesOf(looks: KindLook[], dark: boolean, ratio: number): HTMLCanvasElement[] {
  return looks.map((look) => {
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = SPRITE * ratio;
    const g = sprite.getContext('2d');
    if (g) {
      g.scale(ratio, ratio);
      drawShape(g, look.shape, SPRITE / 2, SPRITE / 2, DOT, colorOf(look, dark));
    }
    return sprite;
  });
}

export function drawDots(g: CanvasRenderingContext2D, layout: LinkLayout, field: DotField, sprites: HTMLCanvasElement[]): void {
  g.clearRect(0, 0, layout.side, layout.side);
  for (let dot = 0; dot < field.count; dot++) {
    pointOn(layout, field.from[dot]!, field.to[dot]!, field.progress[dot]!, point);
    g.drawImage(sprites[field.kind[dot]!]!, point.x - SPRITE / 2, point.y - SPRITE / 2, SPRITE, SPRITE);
  }
}
