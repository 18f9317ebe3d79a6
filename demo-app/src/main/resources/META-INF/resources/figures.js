// The four figures of a use case, kept up to date.
import { millis, number, t, translate, whenSpoken } from './i18n.js';
import { $, ask, element, often } from './page.js';

const EVERY_MILLIS = 1000;
let stats = null;
let path = null;

export function startFigures(useCase) {
  path = `/api/demo/stats?useCase=${useCase}`;
  const tile = (name) => `<div class="tile"><h2 data-t="figures.${name}"></h2><p id="t-${name}" class="figure">–</p><p class="note" id="t-${name}-note"></p></div>`;
  const section = element(`<section class="tiles" data-t-label="figures">${['with', 'without', 'ratio', 'saved'].map(tile).join('')}</section>`);
  $('figures').replaceWith(section);
  translate(section);
  whenSpoken(draw);
  often(refreshFigures, EVERY_MILLIS);
}

export async function refreshFigures() {
  try {
    const { ok, body } = await ask(path);
    if (ok) { stats = body; draw(); }
  } catch { /* the calls say so */ }
}

export async function resetFigures() {
  await fetch(path, { method: 'DELETE' }).catch(() => {});
  await refreshFigures();
}

function draw() {
  if (!stats) return;
  const hits = stats.hits + stats.stale;
  const through = hits + stats.misses + stats.shared;
  const isDirect = stats.directMillis != null;
  const without = isDirect ? 'figures.ofDirect' : stats.missMillis == null ? 'figures.noDirect' : 'figures.ofMisses';
  const set = (id, figure, note) => { $(`t-${id}`).textContent = figure; $(`t-${id}-note`).textContent = note; };
  set('with', millis(stats.hitMillis), stats.hitMillis == null ? t('figures.noHits') : t('figures.ofHits', { p95: millis(stats.hitP95Millis) }));
  set('without', millis(stats.directMillis ?? stats.missMillis), t(without, { p95: millis(isDirect ? stats.directP95Millis : stats.missP95Millis) }));
  set('ratio', stats.hitRatio == null ? '–' : `${number(100 * stats.hitRatio, 1)} %`,
    through ? t('figures.through', { hits: number(hits), calls: number(through) }) : t('figures.noCalls'));
  set('saved', number(stats.savedUpstreamCalls), t('figures.ofCalls', { calls: number(through + stats.direct + stats.failed) }));
}
