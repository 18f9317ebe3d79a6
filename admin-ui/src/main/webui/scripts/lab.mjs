// The simulated lab by clicks: the same seed twice is the same picture, another seed is not; a node is killed by a click into the
// picture and started from the table; a way is cut; the address brings all of it back; a broken rule gets its verdict:
//   node scripts/lab.mjs http://localhost:8080 [folder for pictures]
// Prints each step that was seen. Exit status 1 where one was not. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const SOON = 30_000;
/** Where node-1 is, below the picture's upper edge. */
const TOP_NODE = 98;
const RUN = '/lab/simulated?scenario=node-fails&seed=7&nodes=3';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let failed = false;
async function open(path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
  page.setDefaultTimeout(SOON);
  page.on('pageerror', (error) => {
    failed = true;
    console.error(`Uncaught in ${page.url()}: ${error.message}`);
  });
  await page.goto(base + path, { waitUntil: 'load' });
  await picture(page).waitFor();
  await settled(page);
  return page;
}
/** Drawn with the page's own font. */
const picture = (page) => page.locator('canvas[data-picture][data-ready=true]');
/** No run is being computed, and what came of the last one is drawn. */
async function settled(page) {
  await page.getByText('Computing from the seed').waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}
async function hashes(page) {
  const pixels = await picture(page).evaluate((canvas) => canvas.toDataURL());
  return { film: await picture(page).getAttribute('data-picture'), pixels: createHash('sha256').update(pixels).digest('hex').slice(0, 16) };
}
const row = (page, name) => page.getByRole('table', { name: 'Nodes at this moment' }).getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
function expect(condition, what) {
  if (!condition) throw new Error(what);
}

let steps = 0;
let page;
async function step(what, action) {
  const seen = await action();
  steps += 1;
  console.log(`${steps}. ${what}${seen ? `: ${seen}` : ''}`);
  if (folder) await page.screenshot({ path: join(folder, `lab-${String(steps).padStart(2, '0')}.png`), fullPage: true });
}

if (folder) mkdirSync(folder, { recursive: true });
try {
  let before;
  await step('the page opens by the rooms, and is labelled simulated', async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
    page.setDefaultTimeout(SOON);
    await page.goto(base + '/', { waitUntil: 'load' });
    await page.getByRole('link', { name: 'Lab, simulated' }).click();
    await picture(page).waitFor();
    await page.getByText('Simulated', { exact: true }).first().waitFor();
    await page.getByText('SIMULATED', { exact: true }).waitFor();
    await page.close();
    page = await open(RUN);
  });
  await step('the same seed twice is the same picture', async () => {
    const other = await open(`${RUN}&at=6000`);
    page = await open(`${RUN}&at=6000`);
    before = await hashes(page);
    const again = await hashes(other);
    await other.close();
    expect(before.film === again.film && before.pixels === again.pixels, `${JSON.stringify(before)} and ${JSON.stringify(again)}`);
    return `film ${before.film}, pixels ${before.pixels}`;
  });
  await step('another seed is another picture', async () => {
    const other = await open(`${RUN.replace('seed=7', 'seed=8')}&at=6000`);
    const hash = await hashes(other);
    await other.close();
    expect(hash.film !== before.film && hash.pixels !== before.pixels, JSON.stringify(hash));
  });
  await step('play moves it, pause holds it, a step goes on to the next thing', async () => {
    const clock = () => page.getByTestId('film-clock').innerText();
    const from = await clock();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction((was) => document.querySelector('[data-testid=film-clock]').textContent !== was, from);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const played = await hashes(page);
    expect(played.pixels !== before.pixels, 'the picture did not move');
    await page.getByRole('button', { name: /^Step:/ }).click();
    expect((await hashes(page)).pixels !== played.pixels, 'the step changed nothing');
  });
  await step('a click into the picture kills a node', async () => {
    page = await open(`${RUN}&at=2000`);
    const box = await picture(page).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + TOP_NODE);
    await page.getByText('Kill node-1', { exact: true }).waitFor();
    await page.mouse.click(box.x + box.width / 2, box.y + TOP_NODE);
    await page.waitForURL(/do=k1%402000/);
    await row(page, 'node-1').getByText('Off', { exact: false }).waitFor();
    await settled(page);
    return await row(page, 'node-1').innerText();
  });
  await step('the table starts it again, by keyboard', async () => {
    await page.getByRole('slider', { name: /Time in the film/ }).focus();
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
    await row(page, 'node-1').getByRole('button', { name: 'Start node-1' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/s1%405000/);
    await row(page, 'node-1').getByRole('button', { name: 'Kill node-1' }).waitFor();
    await settled(page);
  });
  await step('a way is cut', async () => {
    await page.getByRole('button', { name: 'Cut the way', exact: true }).click();
    await page.waitForURL(/c1-2%405000/);
    await page.getByRole('button', { name: 'Heal the way', exact: true }).waitFor();
    await settled(page);
  });
  await step('the address brings all of it back', async () => {
    const other = await open(`${page.url().slice(base.length)}&at=5000`);
    const [here, there] = [await hashes(page), await hashes(other)];
    await other.close();
    expect(here.film === there.film, `${here.film} and ${there.film}`);
    return here.film;
  });
  await step('the checkers give their verdict', async () => {
    await page.getByRole('button', { name: 'To the verdict' }).click();
    await page.getByText('Every invariant held', { exact: true }).waitFor();
  });
  await step('a broken rule is noticed, and kept it is not', async () => {
    page = await open('/lab/simulated?scenario=caspaxos-rule&rule=migration-fences');
    await page.getByRole('button', { name: 'To the verdict' }).click();
    await page.getByText('An invariant was violated', { exact: true }).waitFor();
    await page.getByRole('switch', { name: 'Keep the rule, to compare' }).click();
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await page.waitForURL(/kept=1/);
    await settled(page);
    await page.getByRole('button', { name: 'To the verdict' }).click();
    await page.getByText('Every invariant held', { exact: true }).waitFor();
  });
  await step('with reduced motion nothing moves, and it plays step by step', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
    page = await context.newPage();
    page.setDefaultTimeout(SOON);
    await page.goto(`${base}${RUN}&at=6000`, { waitUntil: 'load' });
    await picture(page).waitFor();
    await settled(page);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const seen = new Set();
    const began = Date.now();
    for (let i = 0; i < 24; i++) {
      seen.add((await hashes(page)).pixels);
      await page.waitForTimeout(50);
    }
    const seconds = (Date.now() - began) / 1000;
    expect(seen.size <= seconds + 2, `${seen.size} pictures in ${seconds} s`);
  });
} catch (error) {
  failed = true;
  console.error(`After step ${steps}, at ${page?.url()}: ${error.message}`);
  if (folder && page) await page.screenshot({ path: join(folder, 'lab-failed.png'), fullPage: true });
}
await browser.close();
process.exit(failed ? 1 : 0);
