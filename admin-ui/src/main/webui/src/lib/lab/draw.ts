import type { Film, NodeChange } from '../../api/lab';
import { t } from '../../i18n';
import { linkName, type Dot, type Moment } from './film';
import type { KindLook } from './kinds';
import type { LabLayout, Place } from './layout';
import { drawShape } from './shapes';
import { memberInWords, offsetInWords } from './states';

export interface LabInk {
  text: string;
  faint: string;
  surface: string;
  dimmed: string;
  good: string;
  warn: string;
  bad: string;
  moving: string;
  lookOf: (kind: number) => KindLook;
  dark: boolean;
}

export interface LabScene {
  film: Film;
  layout: LabLayout;
  moment: Moment;
  dots: Dot[];
  ways: [number, number][];
  chosen: number | null;
  hoveredNode: number;
  hoveredWay: string | null;
  /** No movement: messages are arrows. */
  still: boolean;
}

const FONT = '"Inter Variable", system-ui, sans-serif';

export function drawScene(g: CanvasRenderingContext2D, scene: LabScene, ink: LabInk): void {
  g.clearRect(0, 0, scene.layout.side, scene.layout.side);
  drawWays(g, scene, ink);
  for (const dot of scene.dots) drawDot(g, scene, ink, dot);
  scene.layout.places.forEach((_, node) => drawNode(g, scene, ink, node));
}

function drawWays(g: CanvasRenderingContext2D, { layout, ways, moment, hoveredWay }: LabScene, ink: LabInk): void {
  for (const [a, b] of ways) {
    const name = linkName(a, b);
    if (!moment.cuts.has(name)) stroke(g, layout.places[a]!, layout.places[b]!, name === hoveredWay ? ink.text : ink.faint, name === hoveredWay ? 2 : 1);
  }
  const crowded = layout.places.length > 21;
  g.setLineDash([5, 5]);
  for (const name of moment.cuts) {
    const [a, b] = name.split('-').map(Number) as [number, number];
    g.globalAlpha = crowded ? 0.45 : 0.9;
    stroke(g, layout.places[a]!, layout.places[b]!, ink.bad, name === hoveredWay ? 3 : crowded ? 0.8 : 1.4);
  }
  g.setLineDash([]);
  g.globalAlpha = 1;
  if (crowded) return;
  for (const name of moment.cuts) {
    const [a, b] = name.split('-').map(Number) as [number, number];
    const [one, other] = [layout.places[a]!, layout.places[b]!];
    drawShape(g, 'cross', (one.x + other.x) / 2, (one.y + other.y) / 2, 5, ink.bad);
  }
}

function stroke(g: CanvasRenderingContext2D, a: Place, b: Place, color: string, width: number): void {
  g.beginPath();
  g.moveTo(a.x, a.y);
  g.lineTo(b.x, b.y);
  g.lineWidth = width;
  g.strokeStyle = color;
  g.stroke();
}

function drawDot(g: CanvasRenderingContext2D, { film, layout, still }: LabScene, ink: LabInk, dot: Dot): void {
  const { from, to, kind, fate } = film.flights;
  const [a, b] = [layout.places[from[dot.flight]!]!, layout.places[to[dot.flight]!]!];
  const look = ink.lookOf(kind[dot.flight]!);
  const color = ink.dark ? look.dark : look.light;
  const stopped = fate[dot.flight] !== 0;
  // what does not arrive ends half way
  const along = still ? (stopped ? 0.5 : 0.62) : stopped ? Math.min(0.5, dot.progress) : dot.progress;
  const [x, y] = [a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along];
  if (still) {
    g.globalAlpha = 0.6;
    stroke(g, a, { ...b, x, y }, color, 1.4);
  }
  g.globalAlpha = stopped && dot.progress > 0.5 ? Math.max(0.15, 2 - 2 * dot.progress) : 1;
  const size = layout.places.length > 21 ? 3 : look.background ? 3.4 : 4.6;
  if (stopped && dot.progress > 0.5) drawShape(g, 'cross', x, y, size + 1, ink.bad);
  else drawShape(g, look.shape, x, y, size, color);
  g.globalAlpha = 1;
}

function drawNode(g: CanvasRenderingContext2D, scene: LabScene, ink: LabInk, node: number): void {
  const { layout, film, moment } = scene;
  const place = layout.places[node]!;
  const state = moment.nodes[node] ?? null;
  const off = state === null || state.process === 'OFF';
  const stranger = (state?.member ?? null) === null && film.names[node] !== 'manager';
  const radius = node < film.inner && film.inner === 1 ? layout.radius * 1.1 : layout.radius;
  g.beginPath();
  if (node < film.inner) g.roundRect(place.x - radius, place.y - radius, 2 * radius, 2 * radius, radius * 0.35);
  else g.arc(place.x, place.y, radius, 0, 2 * Math.PI);
  g.fillStyle = ink.surface;
  g.fill();
  g.lineWidth = scene.chosen === node || scene.hoveredNode === node ? 3.5 : 2;
  g.setLineDash(off || stranger ? [3, 3] : []);
  g.strokeStyle = off ? ink.bad : scene.chosen === node || scene.hoveredNode === node ? ink.text : colorOf(state, ink);
  if (off && stranger) g.strokeStyle = ink.dimmed;
  g.stroke();
  g.setLineDash([]);
  if (state && state.unsynced > 0 && state.holds > 0 && !off) drawUnsynced(g, place, radius, state.unsynced / state.holds, ink.moving);
  drawName(g, scene, ink, node, radius, state, off);
  if (off && !stranger) drawShape(g, 'cross', place.x, place.y, radius * 0.55, ink.bad);
}

/** What of its slots is not synced, as a part of a ring around it. */
function drawUnsynced(g: CanvasRenderingContext2D, place: Place, radius: number, share: number, color: string): void {
  g.beginPath();
  g.arc(place.x, place.y, radius + 4, -Math.PI / 2, -Math.PI / 2 + Math.min(1, share) * 2 * Math.PI);
  g.lineWidth = 3;
  g.strokeStyle = color;
  g.stroke();
}

function drawName(g: CanvasRenderingContext2D, scene: LabScene, ink: LabInk, node: number, radius: number, state: NodeChange | null, off: boolean): void {
  const { layout, film } = scene;
  const place = layout.places[node]!;
  const name = film.names[node]!;
  const small = radius < 11;
  g.textAlign = 'center';
  g.textBaseline = 'middle';
  g.fillStyle = off ? ink.dimmed : ink.text;
  g.font = `600 ${small ? 8 : 12}px ${FONT}`;
  g.fillText(name === 'manager' ? 'M' : name.replace('node-', ''), place.x, place.y + 0.5);
  if (!layout.roomy) return;
  const lines = linesOf(scene, ink, node, state, off);
  const side = Math.abs(place.dx) < 0.3 ? 0 : Math.sign(place.dx);
  g.textAlign = side === 0 ? 'center' : side > 0 ? 'left' : 'right';
  const x = place.x + (side === 0 ? 0 : side * (radius + 7));
  const middle = place.y + (side === 0 ? Math.sign(place.dy) * (radius + 4 + lines.length * 6.5) : place.dy * 10);
  lines.forEach(({ text, color }, line) => {
    g.fillStyle = color;
    g.font = `${line === 0 ? 600 : 500} 11px ${FONT}`;
    halo(g, text, x, middle + (line - (lines.length - 1) / 2) * 13, ink.surface);
  });
}

/** Text that can be read over lines. */
function halo(g: CanvasRenderingContext2D, text: string, x: number, y: number, surface: string): void {
  g.lineWidth = 3;
  g.strokeStyle = surface;
  g.lineJoin = 'round';
  g.strokeText(text, x, y);
  g.fillText(text, x, y);
}

/** Its name, and what is not as it should be. */
function linesOf({ film }: LabScene, ink: LabInk, node: number, state: NodeChange | null, off: boolean): { text: string; color: string }[] {
  const name = film.names[node]!;
  const lines = [{ text: name, color: ink.text }];
  const member = state?.member ? memberInWords(state.member) : null;
  if (node < film.inner && film.inner > 1) return member ? [{ text: member, color: ink.dimmed }] : [];
  if (off) lines.push(state?.member || name === 'manager' ? { text: t('lab.drawn.off'), color: ink.bad } : { text: t('lab.drawn.notStarted'), color: ink.dimmed });
  if (state?.process === 'PAUSED') lines.push({ text: t('lab.drawn.paused'), color: ink.warn });
  if (member && state?.member !== 'ACTIVE') lines.push({ text: member, color: colorOf(state, ink) });
  if (state && state.clockMillis !== 0) lines.push({ text: t('lab.drawn.clock', { offset: offsetInWords(state.clockMillis) }), color: ink.warn });
  return lines;
}

function colorOf(state: NodeChange | null, ink: LabInk): string {
  switch (state?.member ?? null) {
    case 'ACTIVE': case 'VOTER': return ink.good;
    case 'SUSPECT': case 'LEAVING': return ink.warn;
    case 'DOWN': return ink.bad;
    case 'JOINING': case 'NEXT': return ink.moving;
    default: return ink.dimmed;
  }
}
