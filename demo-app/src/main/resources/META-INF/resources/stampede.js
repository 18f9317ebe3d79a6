// Many requests at once for one value that nobody has: the server makes them, as a browser would not send so many.
import { millis, number, t, translate, whenSpoken } from './i18n.js';
import { $, ask, element, problemText } from './page.js';

const MOST = 1000;
let report = null;
let trouble = null;

export function startStampede(useCase) {
  const panel = element(`<section class="panel stampede" data-t-label="stampede">
    <div class="panel-head"><h2 data-t="stampede"></h2></div>
    <p class="note" data-t="stampede.note"></p>
    <form class="row" novalidate>
      <label class="inline"><span data-t="stampede.requests"></span> <input name="requests" type="number" min="1" max="${MOST}" value="500" required></label>
      <button class="primary" id="stampede-run"></button>
    </form>
    <div role="status" id="stampede-result"></div>
  </section>`);
  $('stampede').replaceWith(panel);
  translate(panel);
  let isRunning = false;
  const label = () => { $('stampede-run').textContent = t(isRunning ? 'stampede.running' : 'stampede.run'); };
  whenSpoken(() => { label(); draw(); });
  panel.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isRunning) return;
    const input = event.target.elements.requests;
    isRunning = true;
    label();
    report = trouble = null;
    try {
      const { ok, body } = await ask('/api/demo/stampedes', 'POST', { useCase, requests: Math.trunc(input.valueAsNumber) || 0 });
      if (ok) report = body; else trouble = () => problemText(body);
      input.setAttribute('aria-invalid', String(!ok && body.field === 'requests'));
    } catch {
      trouble = () => t('trouble.shortDemo');
    }
    isRunning = false;
    label();
    draw();
  });
}

function draw() {
  const place = $('stampede-result');
  if (!report) {
    place.textContent = trouble ? trouble() : '';
    return;
  }
  const figure = (value, key, kind) => `<div class="${kind}"><b>${number(value)}</b><span>${t(key)}</span></div>`;
  const result = element(`<div><div class="outcome">
    ${figure(report.answered, 'stampede.answered', 'good')}
    ${figure(report.upstreamCalls, 'stampede.calls', report.upstreamCalls <= 1 ? 'good' : 'bad')}
    ${figure(report.withoutCache, 'stampede.without', 'bad')}
  </div><p class="note"></p></div>`);
  const words = [t('stampede.times', { p95: millis(report.p95Millis), all: millis(report.durationMillis) })];
  if (report.failed) words.push(t('stampede.failed', { failed: number(report.failed) }));
  if (report.cacheTroubles) words.push(t('stampede.alone', { troubles: number(report.cacheTroubles) }));
  result.querySelector('.note').textContent = words.join(' ');
  place.replaceChildren(result);
}
