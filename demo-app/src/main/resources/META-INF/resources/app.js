import { drawChart, shapeOf } from './chart.js';

const MAX_CALLS_KEPT = 400;
const ROWS = 40;
const STEADY_PER_SECOND = 20;
const MAX_STEADY_OPEN = 40;
const BURST_AT_ONCE = 6;

const $ = (id) => document.getElementById(id);
const calls = [];
let steady = 0;
let open = 0;
let drawing = false;

const spread = () => Math.min(1000, Math.max(1, Math.round(Number($('spread').value)) || 1));
const mode = () => document.querySelector('input[name=mode]:checked').value;

async function call() {
  const id = 1 + Math.floor(Math.random() * spread());
  const began = performance.now();
  open++;
  let made;
  try {
    const answer = await fetch(`/api/demo/products/${id}?cache=${mode()}`, { cache: 'no-store' });
    const latency = Number(answer.headers.get('X-Demo-Latency-Millis')) || performance.now() - began;
    const product = await answer.json();
    made = answer.ok
      ? { kind: answer.headers.get('X-Demo-Kind'), latency, name: product.name, node: answer.headers.get('X-Demo-Cache-Node'), source: answer.headers.get('X-Demo-Cache-Source') }
      : { kind: 'failed', latency, name: `Product ${id}`, why: product.detail };
    hideTrouble();
  } catch {
    made = { kind: 'failed', latency: performance.now() - began, name: `Product ${id}`, why: 'The demo does not answer.' };
    showTrouble('The demo does not answer. Is it running? ./meguri status');
  } finally {
    open--;
  }
  calls.push({ ...made, at: new Date() });
  if (calls.length > MAX_CALLS_KEPT) calls.shift();
  scheduleDraw();
}

async function burst(count) {
  $('many').disabled = true;
  let left = count;
  const worker = async () => { while (left-- > 0) await call(); };
  await Promise.all(Array.from({ length: BURST_AT_ONCE }, worker));
  $('many').disabled = false;
  refreshStats();
}

function toggleSteady() {
  const button = $('steady');
  clearInterval(steady);
  steady = steady ? 0 : setInterval(() => { if (!document.hidden && open < MAX_STEADY_OPEN) call(); }, 1000 / STEADY_PER_SECOND);
  button.setAttribute('aria-pressed', String(Boolean(steady)));
  button.textContent = steady ? 'Stop the load' : 'Steady load';
}

// One drawing per frame, however many calls end in it.
function scheduleDraw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    $('empty').hidden = calls.length > 0;
    drawChart($('chart'), calls);
    drawRows();
  });
}

function drawRows() {
  const rows = calls.slice(-ROWS).reverse().map((made) => {
    const row = document.createElement('tr');
    const words = { hit: 'cache', miss: 'upstream', shared: 'upstream, shared', direct: 'upstream, direct', failed: 'failed' }[made.kind];
    const cells = [made.at.toLocaleTimeString(), made.name, words, made.node ? `${made.node}${made.source ? `, ${made.source}` : ''}` : '–', millis(made.latency)];
    cells.forEach((text, i) => {
      const cell = row.insertCell();
      if (i === 2) cell.append(shapeOf(made.kind));
      cell.append(text);
      if (i === 4) cell.className = 'number';
    });
    if (made.why) row.title = made.why;
    return row;
  });
  $('calls').replaceChildren(...rows);
}

const millis = (value) => value == null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString()} ms`;

async function refreshStats() {
  try {
    const stats = await (await fetch('/api/demo/stats')).json();
    const through = stats.hits + stats.misses + stats.shared;
    $('t-hit').textContent = millis(stats.hitMillis);
    $('t-direct').textContent = millis(stats.directMillis ?? stats.missMillis);
    $('t-direct-note').textContent = stats.directMillis == null && stats.missMillis != null ? 'median of the misses' : 'median of direct calls';
    $('t-ratio').textContent = stats.hitRatio == null ? '–' : `${(100 * stats.hitRatio).toFixed(1)} %`;
    $('t-ratio-note').textContent = through ? `${stats.hits.toLocaleString()} of ${through.toLocaleString()} calls through the cache` : 'no calls yet';
    $('t-saved').textContent = stats.savedUpstreamCalls.toLocaleString();
    $('t-saved-note').textContent = `of ${(through + stats.direct + stats.failed).toLocaleString()} calls`;
    if (stats.cacheTroubles > lastTroubles) {
      showTrouble('No cache node answers: calls go to the upstream until one does.');
      setTimeout(hideTrouble, 4000);
    }
    lastTroubles = stats.cacheTroubles;
  } catch { /* call() says so */ }
}
let lastTroubles = Infinity;

const form = $('settings');
function fillSettings(settings) {
  form.delayMillis.value = settings.delayMillis;
  form.failurePercent.value = Math.round(settings.failureRate * 100);
  form.ttlSeconds.value = settings.ttlSeconds;
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const change = { delayMillis: number('delayMillis'), failureRate: number('failurePercent') / 100, ttlSeconds: number('ttlSeconds') };
  for (const input of form.elements) input.removeAttribute('aria-invalid');
  try {
    const answer = await fetch('/api/demo/settings', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(change) });
    const body = await answer.json();
    if (answer.ok) fillSettings(body);
    else form.elements[body.field === 'failureRate' ? 'failurePercent' : body.field]?.setAttribute('aria-invalid', 'true');
    $('applied').textContent = answer.ok ? 'Applied.' : body.detail;
  } catch {
    $('applied').textContent = 'The demo does not answer.';
  }
});
const number = (name) => form.elements[name].value === '' ? NaN : form.elements[name].valueAsNumber;

function showTrouble(text) { $('trouble').textContent = text; $('trouble').hidden = false; }
function hideTrouble() { $('trouble').hidden = true; }

$('one').addEventListener('click', () => call().then(refreshStats));
$('many').addEventListener('click', () => burst(50));
$('steady').addEventListener('click', toggleSteady);
$('reset').addEventListener('click', async () => {
  await fetch('/api/demo/stats', { method: 'DELETE' }).catch(() => {});
  calls.length = 0;
  scheduleDraw();
  refreshStats();
});
addEventListener('resize', scheduleDraw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', scheduleDraw);
setInterval(() => { if (!document.hidden) refreshStats(); }, 1000);

fetch('/api/demo/settings').then((answer) => answer.json()).then(fillSettings).catch(() => {});
fetch('/api/demo/links').then((answer) => answer.json()).then((links) => { $('admin').href = links.adminUrl; }).catch(() => {});
refreshStats();
scheduleDraw();
