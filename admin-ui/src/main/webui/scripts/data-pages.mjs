// The heat map, the charts, the advice and the links between nodes, by keyboard as a person uses them. Needs a cluster whose key
// "hot" is being read, and written now and then:
//   node scripts/data-pages.mjs http://localhost:8080 [folder for pictures]
// Prints each step that was seen. Exit status 1 where one was not. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
/** Nodes are looked at every ten seconds. */
const SOON = 30_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', locale: 'en-US' });
page.setDefaultTimeout(SOON);
let failed = false;
page.on('pageerror', (error) => {
  failed = true;
  console.error(`Uncaught in ${page.url()}: ${error.message}`);
});

let steps = 0;
async function step(what, action) {
  await action();
  steps += 1;
  console.log(`${steps}. ${what}`);
  if (folder) await page.screenshot({ path: join(folder, `data-${String(steps).padStart(2, '0')}.png`), fullPage: true });
}
const visit = (path) => page.goto(base + path, { waitUntil: 'load' });
const choose = async (name) => {
  await page.getByRole('radio', { name, exact: true }).focus();
  await page.keyboard.press('Space');
};
const expect = (condition, what) => {
  if (!condition) throw new Error(what);
};

if (folder) mkdirSync(folder, { recursive: true });
try {
  await step('the overview has advice', async () => {
    await visit('/');
    const advice = page.getByRole('region', { name: 'Advice' });
    await advice.getByText(/Nothing is wrong/).or(advice.getByRole('list', { name: 'What is wrong now' })).waitFor();
  });
  await step('the heat map has a table beside each of its three pictures', async () => {
    await visit('/heat?metric=keys');
    for (const name of ['Slots with the most keys', 'Keys per node', 'Keys over time, newest first']) {
      await page.getByRole('table', { name, exact: true }).getByRole('row').nth(1).waitFor();
    }
  });
  await step('slots are walked over by the arrow keys', async () => {
    const map = page.getByRole('application', { name: /^Keys of [\d,]+ slots/ });
    await map.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await page.getByRole('status').filter({ hasText: /^Slot 129: / }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('status').filter({ hasText: 'Point at a slot' }).waitFor();
  });
  await step('a slot of the table is shown in the picture', async () => {
    const first = page.getByRole('table', { name: 'Slots with the most keys' }).getByRole('button').first();
    const slot = await first.innerText();
    await first.press('Enter');
    await page.getByRole('status').filter({ hasText: new RegExp(`^Slot ${slot}: `) }).waitFor();
  });
  await step('the key that is read most is named', async () => {
    await choose('Reads');
    await page.getByRole('table', { name: 'Slots with the most reads' }).waitFor();
    await page.getByRole('link', { name: process.env.HOT_KEY ?? 'hot', exact: true }).waitFor();
    expect(page.url().includes('metric=reads'), `the address does not say what is shown: ${page.url()}`);
  });
  await step('the charts of every node have figures', async () => {
    await visit('/performance?span=300');
    for (const node of ['node-1', 'node-2', 'node-3']) {
      await page.getByRole('table', { name: 'Reads', exact: true }).getByText(node, { exact: true }).waitFor();
    }
    await page.getByRole('img', { name: /^Latency, p99 of/ }).waitFor();
  });
  await step('new samples come by the stream', async () => {
    const cell = page.getByRole('table', { name: 'Memory', exact: true }).getByRole('row').nth(1).getByRole('cell').nth(1);
    const busy = page.getByRole('table', { name: 'Reads', exact: true }).getByRole('row').nth(1);
    await cell.waitFor();
    const before = await busy.innerText();
    for (let i = 0; i < 60 && (await busy.innerText()) === before; i++) await page.waitForTimeout(500);
    expect((await busy.innerText()) !== before, 'the figures stand still while the key is being read');
  });
  await step('operations are told apart, and compared with the window before', async () => {
    await choose('Operations');
    await page.getByRole('table', { name: 'Rate', exact: true }).getByText('GET over REST').waitFor();
    await page.locator('input').and(page.getByLabel('Compare with')).click();
    await page.getByRole('option', { name: 'The window before' }).click();
    await page.getByRole('columnheader', { name: 'Change' }).first().waitFor();
  });
  await step('the overview tells who sends what to whom', async () => {
    await visit('/');
    const table = page.getByRole('table', { name: 'Who sends what to whom' });
    const copies = table.getByRole('row').filter({ hasText: /node-\d+\s*node-\d+\s*Replicate/ }).first();
    await copies.waitFor();
    await table.getByRole('row').filter({ hasText: /node-\d+\s*manager\s*Heartbeat/ }).first().waitFor();
    const messages = table.getByRole('columnheader', { name: 'Messages/s' });
    expect((await messages.getAttribute('aria-sort')) === 'descending', 'the busiest link is not the first');
    await messages.getByRole('button').press('Enter');
    expect((await messages.getAttribute('aria-sort')) === 'ascending', 'the table is not turned round');
  });
  await step('a kind is hidden, and still is when the page comes anew', async () => {
    const kind = page.getByRole('list', { name: 'Kinds of messages' }).getByRole('button', { name: /^Heartbeat/ });
    const rows = page.getByRole('table', { name: 'Who sends what to whom' }).getByRole('row').filter({ hasText: 'Heartbeat' });
    await kind.press('Space');
    await rows.first().waitFor({ state: 'detached' });
    await visit('/');
    await page.getByRole('table', { name: 'Who sends what to whom' }).getByRole('row').filter({ hasText: 'Gossip' }).first().waitFor();
    expect((await kind.getAttribute('aria-pressed')) === 'false' && (await rows.count()) === 0, 'what was hidden is shown again');
    await kind.press('Space');
    await rows.first().waitFor();
  });
} catch (error) {
  failed = true;
  console.error(`After step ${steps}, at ${page.url()}: ${error.message}`);
  if (folder) await page.screenshot({ path: join(folder, 'data-failed.png'), fullPage: true });
}
await browser.close();
process.exit(failed ? 1 : 0);
