// What every page has: the way to the others, the language, the cluster's state, and one place for trouble.
import { languageSwitch, t, translate, whenSpoken } from './i18n.js';

const PAGES = { products: './', sessions: 'sessions.html', mandelbrot: 'mandelbrot.html' };
const CLUSTER_MILLIS = 2000;
const page = document.body.dataset.page;

export const $ = (id) => document.getElementById(id);

/** Made of trusted text; what is asked of a server or a person goes into textContent. */
export function element(html) {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

/** The answer and its JSON. Throws where there is no answer. */
export async function ask(path, method = 'GET', body = undefined) {
  const answer = await fetch(path, {
    method,
    cache: 'no-store',
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { answer, ok: answer.ok, body: answer.status === 204 ? null : await answer.json() };
}

export function problemText(problem) {
  const key = `problem.${problem?.code}`;
  const known = t(key) !== key;
  return t(known ? key : 'problem.other', { detail: problem?.detail ?? '', field: problem?.field ?? '', code: problem?.code ?? '?' });
}

export function showTrouble(text) {
  $('trouble').textContent = text;
  $('trouble').hidden = false;
}
export function hideTrouble() { $('trouble').hidden = true; }

/** Again and again, while somebody looks. */
export function often(work, everyMillis) {
  const now = () => { if (!document.hidden) work(); };
  setInterval(now, everyMillis);
  document.addEventListener('visibilitychange', now);
  now();
}

function header() {
  const links = Object.entries(PAGES)
    .map(([name, path]) => `<li><a href="${path}" ${name === page ? 'aria-current="page"' : ''} data-t="nav.${name}"></a></li>`).join('');
  $('top').append(
    element(`<a class="brand" href="./"><img src="favicon.svg" alt="" width="28" height="28">Meguri</a>`),
    element(`<nav data-t-label="nav"><ul>${links}</ul></nav>`),
    element('<div class="languages" role="group" data-t-label="language"></div>'),
    element('<a id="admin" href="#" data-t="admin"></a>'),
  );
  languageSwitch(document.querySelector('.languages'));
}

function faults() {
  const panel = element(`<section class="panel faults" data-t-label="faults">
    <div class="panel-head"><h2 data-t="faults"></h2></div>
    <p class="note" data-t="faults.note"></p>
    <ul class="nodes" data-t-label="faults.nodes"></ul>
    <p class="note" id="nodes-note" role="status"></p>
    <p class="links"><a id="to-nodes" href="#" data-t="faults.kill"></a><a id="to-lab" href="#" data-t="faults.lab"></a></p>
    <p class="note"><span data-t="faults.byHand"></span> <code>./meguri kill node-2</code> <code>./meguri start node-2</code> <code>docker compose kill node-2</code></p>
  </section>`);
  $('faults').replaceWith(panel);
  translate(panel);
}

let cluster = null;
function drawCluster() {
  if (!cluster) return;
  $('admin').href = cluster.adminUrl;
  $('to-nodes').href = `${cluster.adminUrl}/nodes`;
  $('to-lab').href = `${cluster.adminUrl}/lab/simulated`;
  document.querySelector('.nodes').replaceChildren(...cluster.nodes.map((node) => {
    const item = document.createElement('li');
    item.className = `node ${node.state.toLowerCase()}`;
    item.textContent = `${node.nodeId} ${node.state}`;
    return item;
  }));
  $('nodes-note').textContent = !cluster.nodes.length ? t('faults.none') : cluster.managerAnswers ? '' : t('faults.old');
  $('away').textContent = cluster.reachable ? '' : t(`${page}.away`);
  $('away').hidden = cluster.reachable;
}

/** @param seen told the cluster's state whenever it is known anew; null: the demo does not answer */
export function startPage(seen = () => {}) {
  header();
  faults();
  whenSpoken(drawCluster);
  often(async () => {
    try {
      cluster = (await ask('/api/demo/cluster')).body;
      drawCluster();
      seen(cluster);
    } catch {
      seen(null);
    }
  }, CLUSTER_MILLIS);
}
