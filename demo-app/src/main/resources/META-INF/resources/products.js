// Products of a slow upstream: calls one by one, in bursts, or steadily; through the cache or past it.
import { CallChart, shapeOf } from './chart.js';
import { refreshFigures, resetFigures, startFigures } from './figures.js';
import { millis, t, time, whenSpoken } from './i18n.js';
import { $, ask, hideTrouble, problemText, showTrouble, startPage } from './page.js';
import { startStampede } from './stampede.js';

const ROWS = 40;
const STEADY_PER_SECOND = 20;
const MAX_STEADY_OPEN = 40;
const BURST_AT_ONCE = 6;
const NOT_SOLD = 99;

let steady = 0;
let open = 0;

startPage();
startFigures('products');
startStampede('products');
const chart = new CallChart($('chart'), ['hit', 'stale', 'miss', 'direct', 'failed'], 'products.empty');

const spread = () => Math.min(1000, Math.max(1, Math.round(Number($('spread').value)) || 1));
const mode = () => document.querySelector('input[name=mode]:checked').value;

async function call(id = 1 + Math.floor(Math.random() * spread())) {
  const began = performance.now();
  open++;
  let made;
  try {
    const { answer, body } = await ask(`/api/demo/products/${id}?cache=${mode()}`);
    const latency = Number(answer.headers.get('X-Demo-Latency-Millis')) || performance.now() - began;
    const kind = answer.headers.get('X-Demo-Kind');
    made = kind
      ? { kind, latency, name: () => (answer.ok ? body.name : t('products.notSold', { id })), node: answer.headers.get('X-Demo-Cache-Node'), source: answer.headers.get('X-Demo-Cache-Source') }
      : { kind: 'failed', latency, name: () => t('products.unnamed', { id }), why: () => problemText(body) };
    hideTrouble();
  } catch {
    made = { kind: 'failed', latency: performance.now() - began, name: () => t('products.unnamed', { id }), why: () => t('trouble.shortDemo') };
    showTrouble(t('trouble.demo'));
  } finally {
    open--;
  }
  chart.add({ ...made, at: Date.now() });
}

async function burst(count) {
  $('many').disabled = true;
  let left = count;
  const worker = async () => { while (left-- > 0) await call(); };
  await Promise.all(Array.from({ length: BURST_AT_ONCE }, worker));
  $('many').disabled = false;
  refreshFigures();
}

function labelSteady() {
  $('steady').setAttribute('aria-pressed', String(Boolean(steady)));
  $('steady').textContent = t(steady ? 'load.stop' : 'load.steady');
}

chart.whenDrawn((calls) => {
  $('calls').replaceChildren(...calls.slice(-ROWS).reverse().map((made) => {
    const row = document.createElement('tr');
    const source = made.source ? `${t('comma')}${t(`source.${made.source}`)}` : '';
    const cells = [time(made.at), made.name(), t(`served.${made.kind}`), made.node ? `${made.node}${source}` : '–', millis(made.latency)];
    cells.forEach((text, i) => {
      const cell = row.insertCell();
      if (i === 2) cell.append(shapeOf(made.kind));
      cell.append(text);
      if (i === 4) cell.className = 'number';
    });
    if (made.why) row.title = made.why();
    return row;
  }));
});

const form = $('settings');
const number = (name) => (form.elements[name].value === '' ? NaN : form.elements[name].valueAsNumber);
function fillSettings(settings) {
  form.delayMillis.value = settings.delayMillis;
  form.failurePercent.value = Math.round(settings.failureRate * 100);
  form.ttlSeconds.value = settings.ttlSeconds;
  form.staleSeconds.value = settings.staleSeconds;
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const change = { delayMillis: number('delayMillis'), failureRate: number('failurePercent') / 100, ttlSeconds: number('ttlSeconds'), staleSeconds: number('staleSeconds') };
  for (const input of form.elements) input.removeAttribute('aria-invalid');
  try {
    const { ok, body } = await ask('/api/demo/settings', 'POST', change);
    if (ok) fillSettings(body);
    else form.elements[body.field === 'failureRate' ? 'failurePercent' : body.field]?.setAttribute('aria-invalid', 'true');
    $('applied').textContent = ok ? t('upstream.applied') : problemText(body);
  } catch {
    $('applied').textContent = t('trouble.shortDemo');
  }
});

$('one').addEventListener('click', () => call().then(refreshFigures));
$('many').addEventListener('click', () => burst(50));
$('absent').addEventListener('click', () => call(NOT_SOLD).then(refreshFigures));
$('steady').addEventListener('click', () => {
  clearInterval(steady);
  steady = steady ? 0 : setInterval(() => { if (!document.hidden && open < MAX_STEADY_OPEN) call(); }, 1000 / STEADY_PER_SECOND);
  labelSteady();
});
$('reset').addEventListener('click', () => { chart.clear(); resetFigures(); });
whenSpoken(() => { labelSteady(); chart.drawSoon(); });
ask('/api/demo/settings').then(({ body }) => fillSettings(body)).catch(() => {});
