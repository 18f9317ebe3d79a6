// The strip of calls: one mark per call, newest at the right, latency on a logarithmic scale. A kind has its own shape,
// so that colour alone tells nothing.
const LEAST_MILLIS = 0.3;
const MARK = 4;
const STEP = 9;
const AXIS = 52;

const PATHS = {
  hit: (c, x, y) => c.arc(x, y, MARK, 0, 2 * Math.PI),
  miss: (c, x, y) => { c.moveTo(x, y - MARK - 1); c.lineTo(x + MARK + 1, y + MARK); c.lineTo(x - MARK - 1, y + MARK); c.closePath(); },
  direct: (c, x, y) => c.rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK),
  failed: (c, x, y) => { c.moveTo(x - MARK, y - MARK); c.lineTo(x + MARK, y + MARK); c.moveTo(x + MARK, y - MARK); c.lineTo(x - MARK, y + MARK); },
};
const kindOf = (kind) => (kind === 'shared' ? 'miss' : kind);

export function drawChart(canvas, calls) {
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
  const colours = { hit: colour('--hit'), miss: colour('--miss'), direct: colour('--direct'), failed: colour('--failed') };
  shown.forEach((made, i) => {
    const kind = kindOf(made.kind);
    const x = width - MARK - 2 - (shown.length - 1 - i) * STEP;
    c.beginPath();
    PATHS[kind](c, x, yOf(made.latency));
    if (kind === 'failed') { c.lineWidth = 2; c.strokeStyle = colours.failed; c.stroke(); } else { c.fillStyle = colours[kind]; c.fill(); }
  });
}

// light-dark() is resolved only where a colour is used: by an element.
function probe(near, name) {
  const element = near.parentElement.appendChild(document.createElement('i'));
  element.style.color = `var(${name})`;
  const colour = getComputedStyle(element).color;
  element.remove();
  return colour;
}

export function shapeOf(kind) {
  return document.querySelector(`.legend .${kindOf(kind)}`).cloneNode(true);
}
