// The strip of calls: one mark per call, newest at the right, latency on a logarithmic scale. A kind has its own shape,
// so that colour alone tells nothing.
import { t, translate, whenSpoken } from './i18n.js';
import { element } from './page.js';

const MAX_CALLS = 400;
const LEAST_MILLIS = 0.3;
const MARK = 4;
const STEP = 9;
const AXIS = 52;

const polygon = (...points) => (c, x, y) => {
  points.forEach(([dx, dy], i) => (i ? c.lineTo(x + dx * MARK, y + dy * MARK) : c.moveTo(x + dx * MARK, y + dy * MARK)));
  c.closePath();
};
const SHAPES = {
  hit: { path: (c, x, y) => c.arc(x, y, MARK, 0, 2 * Math.PI), svg: '<circle cx="6" cy="6" r="4.5"/>' },
  stale: { path: (c, x, y) => { c.arc(x, y, MARK, 0, 2 * Math.PI); c.arc(x, y, MARK / 2, 0, 2 * Math.PI, true); }, svg: '<path fill-rule="evenodd" d="M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zm0 2.3a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z"/>' },
  miss: { path: polygon([0, -1.25], [1.25, 1], [-1.25, 1]), svg: '<path d="M6 1 11 10.5H1z"/>' },
  direct: { path: polygon([-1, -1], [1, -1], [1, 1], [-1, 1]), svg: '<path d="M1.5 1.5h9v9h-9z"/>' },
  read: { path: polygon([0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]), svg: '<path d="M6 .8 11.2 6 6 11.2.8 6z"/>' },
  change: { path: polygon([0, 1.25], [1.25, -1], [-1.25, -1]), svg: '<path d="M6 11 11 1.5H1z"/>' },
  failed: { path: (c, x, y) => { c.moveTo(x - MARK, y - MARK); c.lineTo(x + MARK, y + MARK); c.moveTo(x + MARK, y - MARK); c.lineTo(x - MARK, y + MARK); }, svg: '<path d="M2 2l8 8M10 2l-8 8" fill="none" stroke-width="2.5"/>' },
};
const kindOf = (kind) => (kind === 'shared' ? 'miss' : kind);

export function shapeOf(kind) {
  const known = kindOf(kind);
  return element(`<svg viewBox="0 0 12 12" class="shape ${known}" aria-hidden="true">${SHAPES[known].svg}</svg>`);
}

/** A panel with the strip of the last calls. @param kinds that can be in it */
export class CallChart {
  constructor(place, kinds, emptyKey) {
    this.calls = [];
    this.isDrawing = false;
    this.listeners = [];
    const panel = element(`<section class="panel" data-t-label="chart">
      <div class="panel-head"><h2 data-t="chart"></h2><ul class="legend"></ul></div>
      <canvas role="img" data-t-label="chart.label"></canvas>
      ${emptyKey ? `<p class="empty" data-t="${emptyKey}"></p>` : ''}
    </section>`);
    place.replaceWith(panel);
    translate(panel);
    this.canvas = panel.querySelector('canvas');
    this.empty = panel.querySelector('.empty');
    const legend = panel.querySelector('.legend');
    whenSpoken(() => legend.replaceChildren(...kinds.map((kind) => {
      const item = document.createElement('li');
      item.append(shapeOf(kind), t(`kind.${kind}`));
      return item;
    })));
    addEventListener('resize', () => this.drawSoon());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.drawSoon());
    this.drawSoon();
  }

  /** @param call with kind and latency, in milliseconds */
  add(call) {
    this.calls.push(call);
    if (this.calls.length > MAX_CALLS) this.calls.shift();
    this.drawSoon();
  }

  clear() {
    this.calls.length = 0;
    this.drawSoon();
  }

  whenDrawn(listener) { this.listeners.push(listener); }

  /** One drawing per frame, however many calls end in it. */
  drawSoon() {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      if (this.empty) this.empty.hidden = this.calls.length > 0;
      draw(this.canvas, this.calls);
      for (const listener of this.listeners) listener(this.calls);
    });
  }
}

function draw(canvas, calls) {
  const style = getComputedStyle(canvas);
  const colour = (name) => probe(canvas, name);
  const scale = devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const c = canvas.getContext('2d');
  c.scale(scale, scale);

  const shown = calls.slice(-Math.max(1, Math.floor((width - AXIS) / STEP)));
  const most = Math.max(1000, ...shown.map((made) => made.latency)) * 1.3;
  const top = 10;
  const bottom = height - 14;
  const yOf = (millis) => bottom - (bottom - top) * Math.log(Math.max(millis, LEAST_MILLIS) / LEAST_MILLIS) / Math.log(most / LEAST_MILLIS);

  c.font = `12px ${style.fontFamily}`;
  c.textBaseline = 'middle';
  c.fillStyle = colour('--soft');
  c.strokeStyle = colour('--line');
  for (let millis = 1; millis <= most; millis *= 10) {
    const y = Math.round(yOf(millis)) + 0.5;
    c.beginPath();
    c.moveTo(AXIS, y);
    c.lineTo(width, y);
    c.stroke();
    c.fillText(millis < 1000 ? `${millis} ms` : `${millis / 1000} s`, 0, y);
  }
  const colours = {};
  shown.forEach((made, i) => {
    const kind = kindOf(made.kind);
    colours[kind] ??= colour(`--${kind}`);
    c.beginPath();
    SHAPES[kind].path(c, width - MARK - 2 - (shown.length - 1 - i) * STEP, yOf(made.latency));
    if (kind === 'failed') { c.lineWidth = 2; c.strokeStyle = colours.failed; c.stroke(); } else { c.fillStyle = colours[kind]; c.fill(); }
  });
}

// light-dark() is resolved only where a colour is used: by an element.
function probe(near, name) {
  const mark = near.parentElement.appendChild(document.createElement('i'));
  mark.style.color = `var(${name})`;
  const colour = getComputedStyle(mark).color;
  mark.remove();
  return colour;
}
