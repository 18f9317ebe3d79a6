// A session that this application does not keep: it is read every second, so that it is seen to be there while things fail.
import { CallChart } from './chart.js';
import { refreshFigures, startFigures } from './figures.js';
import { millis, number, t, time, whenSpoken } from './i18n.js';
import { $, ask, element, often, problemText, startPage } from './page.js';
import { startStampede } from './stampede.js';

const EVERY_MILLIS = 1000;
const CURRENT = '/api/demo/sessions/current';
const GOODS = [[7, 'Ivory Basket', '象牙色のかご'], [12, 'Slate Umbrella', '石色の傘'], [42, 'Indigo Compass', '藍の羅針盤'], [120, 'Slate Teapot', '石のティーポット']];
const TABS = 20;

let session = null; // what was last read; null: nothing yet
let account = null;
let appBegan = null;
let trouble = null; // says it, in the language of the moment
let tabs = null;
let stats = null;
let visited = false;
let openReads = 0;

startPage((cluster) => { if (cluster) appBegan = cluster.startedAtMillis; draw(); });
startFigures('accounts');
startStampede('accounts');
const chart = new CallChart($('chart'), ['read', 'change', 'hit', 'stale', 'miss', 'direct', 'failed']);

const product = (id) => GOODS.find(([one]) => one === id)?.[document.documentElement.lang === 'ja' ? 2 : 1] ?? t('products.unnamed', { id });
const mode = () => document.querySelector('input[name=mode]:checked').value;

/** One request about the session; what it tells is shown, also where it failed. @return whether it was answered well */
async function about(kind, path, method, body) {
  const began = performance.now();
  const failed = (why) => {
    chart.add({ kind: 'failed', latency: performance.now() - began });
    trouble = why;
    draw();
    return null;
  };
  let result;
  try {
    result = await ask(path, method, body);
  } catch {
    return failed(() => t('sessions.appAway'));
  }
  if (!result.ok) {
    if (result.body.code === 'not_found') { session = { loggedIn: false, ended: true }; trouble = null; draw(); return null; }
    return failed(() => t('sessions.unreadable', { why: problemText(result.body) }));
  }
  trouble = null;
  if (result.body) {
    session = result.body;
    if (result.body.latencyMillis != null) chart.add({ kind, latency: result.body.latencyMillis });
  }
  draw();
  return result.body ?? {};
}

async function readSession() {
  if (openReads > 0) return;
  openReads++;
  try {
    if (!visited) {
      const found = await about('read', CURRENT);
      if (found) visited = true;
      if (found?.loggedIn) await Promise.all([about('change', `${CURRENT}/visits`, 'POST'), readAccount()]);
    } else if (session?.loggedIn || trouble) {
      await about('read', CURRENT);
    }
    stats = (await ask('/api/demo/sessions/stats')).body;
    drawStats();
  } catch { /* the session's own requests say so */ } finally {
    openReads--;
  }
}

async function readAccount() {
  const began = performance.now();
  try {
    const { answer, ok, body } = await ask(`${CURRENT}/account?cache=${mode()}`);
    const latency = Number(answer.headers.get('X-Demo-Latency-Millis')) || performance.now() - began;
    const kind = ok ? answer.headers.get('X-Demo-Kind') : 'failed';
    account = ok ? { ...body, kind, latency } : { why: () => problemText(body) };
    chart.add({ kind, latency });
  } catch {
    account = { why: () => t('trouble.shortDemo') };
  }
  draw();
  refreshFigures();
}

const change = (productId, by) => about('change', `${CURRENT}/cart`, 'POST', { productId, change: by });

/** As from two tabs: changes of the same cart that do not wait for each other. */
async function twoTabs() {
  const [id] = GOODS[0];
  const inCart = (view) => view?.cart?.find((line) => line.productId === id)?.quantity ?? 0;
  $('two-tabs').disabled = true;
  try {
    const before = inCart((await ask(CURRENT)).body);
    const made = await Promise.all(Array.from({ length: TABS }, () => change(id, 1)));
    const after = await about('read', CURRENT);
    tabs = after && { asked: TABS, made: inCart(after) - before, conflicts: made.reduce((sum, one) => sum + (one?.conflicts ?? 0), 0) };
  } catch {
    tabs = null;
  }
  draw();
}

function draw() {
  const isIn = Boolean(session?.loggedIn);
  $('session-trouble').hidden = !trouble;
  $('session-trouble').textContent = trouble ? trouble() : '';
  // what was last seen stays on the page while it cannot be read; who it is cannot be asked then
  $('session').hidden = !isIn;
  $('logout').hidden = !isIn;
  $('login').hidden = isIn || !session;
  $('two-tabs').disabled = !isIn;
  $('two-tabs').textContent = t('sessions.twoTabs', { product: product(GOODS[0][0]) });
  $('two-tabs-note').textContent = tabs ? t('sessions.twoTabsDone', { asked: number(tabs.asked), made: number(tabs.made), conflicts: number(tabs.conflicts) }) : '';
  if (session && !isIn && !loginTrouble) $('login-note').textContent = t(session.ended ? 'sessions.ended' : 'sessions.noPassword');
  if (isIn) {
    $('hello').textContent = t('sessions.hello', { name: session.name });
    $('outlived').hidden = !session.outlivedTheApplication;
    $('visits').textContent = number(session.visits);
    $('since').textContent = time(session.createdAtMillis);
    $('app').textContent = appBegan ? time(appBegan) : '–';
    $('read-from').textContent = t('sessions.readFromValue', {
      node: session.node ? `${session.node}${session.source ? ` (${t(`source.${session.source}`)})` : ''}` : '–',
      level: t(`level.${session.level}`),
      latency: millis(session.latencyMillis),
    });
    $('account').textContent = !account ? '–' : account.why ? account.why()
      : t('sessions.accountValue', { points: number(account.points), year: account.memberSince, served: t(`served.${account.kind}`), latency: millis(account.latency) });
  }
  drawCart(isIn);
}

function drawCart(isIn) {
  for (const [id] of GOODS) {
    const row = $(`cart-${id}`);
    row.querySelector('.name').textContent = product(id);
    row.querySelector('output').textContent = isIn ? number(session.cart.find((line) => line.productId === id)?.quantity ?? 0) : '–';
    for (const button of row.querySelectorAll('button')) {
      button.disabled = !isIn;
      button.setAttribute('aria-label', t(button.dataset.by === '1' ? 'sessions.more' : 'sessions.fewer', { product: product(id) }));
    }
  }
}

function drawStats() {
  if (!stats) return;
  $('s-reads').textContent = t('sessions.ofMillis', { count: number(stats.reads), p50: millis(stats.readMillis), p95: millis(stats.readP95Millis) });
  $('s-changes').textContent = t('sessions.ofMillis', { count: number(stats.changes), p50: millis(stats.changeMillis), p95: millis(stats.changeP95Millis) });
  $('s-conflicts').textContent = number(stats.conflicts);
  $('s-failed').textContent = number(stats.failed);
}

for (const [id] of GOODS) {
  const row = element(`<li id="cart-${id}"><span class="name"></span><button data-by="-1">−</button><output></output><button data-by="1">+</button></li>`);
  for (const button of row.querySelectorAll('button')) button.addEventListener('click', () => change(id, Number(button.dataset.by)));
  $('cart').append(row);
}

let loginTrouble = false;
$('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = event.target.elements.name;
  try {
    const { ok, body } = await ask('/api/demo/sessions', 'POST', { name: input.value });
    loginTrouble = !ok;
    input.setAttribute('aria-invalid', String(!ok && body.field === 'name'));
    if (ok) {
      session = body;
      trouble = account = tabs = null;
      await Promise.all([about('change', `${CURRENT}/visits`, 'POST'), readAccount()]);
    } else {
      $('login-note').textContent = problemText(body);
    }
  } catch {
    loginTrouble = true;
    $('login-note').textContent = t('trouble.shortDemo');
  }
});
$('logout').addEventListener('click', async () => {
  const left = await about('change', CURRENT, 'DELETE');
  if (left) { session = { loggedIn: false, ended: false }; draw(); }
});
$('again').addEventListener('click', readAccount);
$('two-tabs').addEventListener('click', twoTabs);
whenSpoken(() => { draw(); drawStats(); });
often(readSession, EVERY_MILLIS);
