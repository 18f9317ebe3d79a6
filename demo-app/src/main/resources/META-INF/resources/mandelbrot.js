// The same view twice, as tiles: through the cache, and computed each time. A tile's edge and mark tell where it came from.
import { CallChart, shapeOf } from './chart.js';
import { refreshFigures, resetFigures, startFigures } from './figures.js';
import { millis, number, t, whenSpoken } from './i18n.js';
import { $, element, hideTrouble, problemText, showTrouble, startPage } from './page.js';
import { startStampede } from './stampede.js';

const SIDE = 4; // tiles, across and down
const MOST_ZOOM = 40;
const LEAST_DEPTH = 100;
const MOST_DEPTH = 20_000;
/** A browser has six connections to one server: each side gets its half. */
const AT_ONCE = 3;
const HOME = { zoom: 2, x: 0, y: 0 };

let view = fromAddress();

startPage();
startFigures('tiles');
startStampede('tiles');
const chart = new CallChart($('chart'), ['hit', 'miss', 'direct', 'failed']);

/** One of the two pictures. */
class Side {
  constructor(name, useCache) {
    this.useCache = useCache;
    this.name = name;
    this.map = $(`map-${name}`);
    this.progress = $(`progress-${name}`);
    this.isOn = true;
    this.tiles = Array.from({ length: SIDE * SIDE }, () => {
      const tile = element('<div class="tile-box"><img alt="" width="256" height="256" draggable="false"><span class="mark"></span></div>');
      this.map.append(tile);
      return tile;
    });
    this.clear();
    this.map.addEventListener('click', (event) => {
      const box = this.map.getBoundingClientRect();
      zoomAt((event.clientX - box.left) / box.width * SIDE, (event.clientY - box.top) / box.height * SIDE);
    });
    this.map.addEventListener('keydown', onKey);
  }

  clear() {
    this.controller?.abort();
    this.controller = new AbortController();
    this.run = { done: 0, found: 0, failed: 0, millis: 0, why: null };
    for (const tile of this.tiles) {
      tile.className = 'tile-box';
      tile.lastChild.replaceChildren();
      const picture = tile.firstChild;
      if (picture.src) URL.revokeObjectURL(picture.src);
      picture.removeAttribute('src');
    }
  }

  async load() {
    this.clear();
    this.draw();
    if (!this.isOn) return;
    const { signal } = this.controller;
    const began = performance.now();
    const run = this.run;
    // the middle first, where people look
    const order = this.tiles.map((_, i) => i).sort((a, b) => fromMiddle(a) - fromMiddle(b));
    const worker = async () => {
      while (order.length && !signal.aborted) {
        await this.loadTile(order.shift(), signal, run);
        if (signal.aborted) return;
        run.millis = performance.now() - began;
        this.draw();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!signal.aborted) refreshFigures();
  }

  async loadTile(i, signal, run) {
    const path = `/api/demo/tiles/${view.zoom}/${view.x + i % SIDE}/${view.y + Math.floor(i / SIDE)}?depth=${view.depth}&cache=${this.useCache}`;
    const began = performance.now();
    let kind = 'failed';
    let latency = 0;
    try {
      const answer = await fetch(path, { signal, cache: 'no-store' });
      latency = Number(answer.headers.get('X-Demo-Latency-Millis')) || performance.now() - began;
      if (answer.ok) {
        kind = answer.headers.get('X-Demo-Kind');
        const blob = await answer.blob();
        if (signal.aborted) return;
        this.tiles[i].firstChild.src = URL.createObjectURL(blob);
      } else {
        const problem = await answer.json();
        run.why = () => problemText(problem);
      }
      hideTrouble();
    } catch {
      if (signal.aborted) return;
      latency = performance.now() - began;
      run.why = () => t('trouble.shortDemo');
      showTrouble(t('trouble.demo'));
    }
    run.done += kind === 'failed' ? 0 : 1;
    run.found += kind === 'hit' || kind === 'stale' ? 1 : 0;
    run.failed += kind === 'failed' ? 1 : 0;
    this.tiles[i].className = `tile-box ${kind}`;
    this.tiles[i].lastChild.replaceChildren(shapeOf(kind), millis(latency));
    chart.add({ kind, latency });
  }

  draw() {
    const { done, found, failed, millis: taken, why } = this.run;
    const words = [t('mandelbrot.progress', { done, all: SIDE * SIDE, found, time: millis(taken) })];
    if (failed) words.push(t('mandelbrot.failed', { failed: number(failed), why: why() }));
    this.progress.textContent = this.isOn ? words.join(' ') : t('mandelbrot.off');
    this.map.setAttribute('aria-label', t('mandelbrot.map', { side: t(`mandelbrot.${this.name}`) }));
  }
}

const fromMiddle = (i) => Math.abs(i % SIDE - (SIDE - 1) / 2) + Math.abs(Math.floor(i / SIDE) - (SIDE - 1) / 2);
const sides = [new Side('with', true), new Side('without', false)];

function depth() {
  const wanted = Math.round($('depth').valueAsNumber) || 2_000;
  return Math.min(MOST_DEPTH, Math.max(LEAST_DEPTH, wanted));
}

/** #zoom/x/y/depth, so that a view can be passed on. */
function fromAddress() {
  const [zoom, x, y, wanted] = location.hash.slice(1).split('/').map(Number);
  const isView = Number.isInteger(zoom) && zoom >= HOME.zoom && zoom <= MOST_ZOOM && [x, y].every((n) => Number.isInteger(n) && n >= 0 && n <= 2 ** zoom - SIDE);
  if (Number.isInteger(wanted)) $('depth').value = Math.min(MOST_DEPTH, Math.max(LEAST_DEPTH, wanted));
  return isView ? { zoom, x, y } : { ...HOME };
}

function show(zoom, x, y) {
  const least = Math.min(MOST_ZOOM, Math.max(HOME.zoom, zoom));
  const inside = (at) => Math.min(2 ** least - SIDE, Math.max(0, Math.round(at)));
  view = { zoom: least, x: inside(x), y: inside(y), depth: depth() };
  $('depth').value = view.depth;
  history.replaceState(null, '', `#${view.zoom}/${view.x}/${view.y}/${view.depth}`);
  drawView();
  for (const side of sides) side.load();
}

/** @param x in tiles from the left edge of the view; @param y from its upper edge */
function zoomAt(x, y) {
  if (view.zoom < MOST_ZOOM) show(view.zoom + 1, 2 * (view.x + x) - SIDE / 2, 2 * (view.y + y) - SIDE / 2);
}
const zoomOut = () => show(view.zoom - 1, (view.x + SIDE / 2) / 2 - SIDE / 2, (view.y + SIDE / 2) / 2 - SIDE / 2);
const move = (x, y) => show(view.zoom, view.x + x, view.y + y);

const KEYS = {
  ArrowLeft: () => move(-1, 0),
  ArrowRight: () => move(1, 0),
  ArrowUp: () => move(0, -1),
  ArrowDown: () => move(0, 1),
  '+': () => zoomAt(SIDE / 2, SIDE / 2),
  '-': zoomOut,
};
function onKey(event) {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

function drawView() {
  $('zoom').textContent = t('mandelbrot.zoom', { zoom: view.zoom });
  $('in').disabled = view.zoom >= MOST_ZOOM;
  $('out').disabled = view.zoom <= HOME.zoom;
}

$('in').addEventListener('click', KEYS['+']);
$('out').addEventListener('click', zoomOut);
for (const [id, key] of Object.entries({ left: 'ArrowLeft', right: 'ArrowRight', up: 'ArrowUp', down: 'ArrowDown' })) $(id).addEventListener('click', KEYS[key]);
$('home').addEventListener('click', () => show(HOME.zoom, HOME.x, HOME.y));
$('again').addEventListener('click', () => move(0, 0));
$('depth').addEventListener('change', () => move(0, 0));
$('compare').addEventListener('change', (event) => { sides[1].isOn = event.target.checked; sides[1].load(); });
$('reset').addEventListener('click', () => { chart.clear(); resetFigures(); });
whenSpoken(() => { drawView(); for (const side of sides) side.draw(); });
show(view.zoom, view.x, view.y);
