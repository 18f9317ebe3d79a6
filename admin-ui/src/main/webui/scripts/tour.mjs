// The README's tour by clicks, as a person takes it: stores a key, kills the node that answered for it, reads the key from
// another, starts the node, adds a fourth and drains it. Needs a cluster of ./meguri up that may be changed:
//   node scripts/tour.mjs http://localhost:8080 [folder for pictures]
// Prints each step that was seen. Exit status 1 where one was not. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const SOON = 10_000;
const MOVED = 90_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
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
  if (folder) await page.screenshot({ path: join(folder, `tour-${String(steps).padStart(2, '0')}.png`), fullPage: true });
}
const visit = (path) => page.goto(base + path, { waitUntil: 'load' });
const card = (nodeId) => page.getByRole('article', { name: nodeId, exact: true });
const inState = (nodeId, state, timeout = SOON) => card(nodeId).getByText(state, { exact: true }).first().waitFor({ timeout });
const press = (action, nodeId) => card(nodeId).getByRole('button', { name: `${action} ${nodeId}`, exact: true }).click();
async function confirm(nodeId, action) {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(`Type ${nodeId} to go on`).fill(nodeId);
  await dialog.getByRole('button', { name: action, exact: true }).click();
}
/** "Primary · node-2" under "Receipt". */
async function source(word) {
  const line = page.getByText(new RegExp(`^${word} · node-\\d+$`)).last();
  await line.waitFor();
  return (await line.innerText()).split(' · ')[1];
}

if (folder) mkdirSync(folder, { recursive: true });
try {
  let killed = '';
  await step('a key is stored, its primary answers', async () => {
    await visit('/browser');
    const write = page.locator('form').filter({ has: page.getByRole('button', { name: 'Store', exact: true }) });
    await write.getByLabel('Key').fill('tour:key');
    await write.getByLabel('Value').fill('told by clicks');
    await write.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByLabel('The value', { exact: true }).filter({ hasText: 'told by clicks' }).waitFor();
    killed = await source('Primary');
  });
  await step(`its primary, ${killed}, is killed and shown as down`, async () => {
    await visit('/nodes');
    await press('Kill', killed);
    await confirm(killed, 'Kill');
    await inState(killed, 'Down');
  });
  await step('the key is read from a replica', async () => {
    await visit('/browser?key=tour:key');
    await page.getByLabel('The value', { exact: true }).filter({ hasText: 'told by clicks' }).waitFor();
    await source('Replica');
  });
  await step('the event log tells of it', async () => {
    await visit('/events');
    await page.getByText(new RegExp(`${killed} is down`)).first().waitFor();
  });
  await step(`${killed} is started and active again`, async () => {
    await visit('/nodes');
    await press('Start', killed);
    await inState(killed, 'Active', MOVED);
  });
  await step('a fourth node is added, slots move to it', async () => {
    await page.getByRole('button', { name: 'Add a node', exact: true }).click();
    await inState('node-4', 'Active', MOVED);
    await card('node-4').getByText('4,096', { exact: true }).first().waitFor({ timeout: MOVED });
  });
  await step('it is drained and stands by', async () => {
    await press('Drain', 'node-4');
    await confirm('node-4', 'Drain');
    await inState('node-4', 'Standby', MOVED);
  });
  await step('the key is still there', async () => {
    await visit('/browser?key=tour:key');
    await page.getByLabel('The value', { exact: true }).filter({ hasText: 'told by clicks' }).waitFor();
  });
} catch (error) {
  failed = true;
  console.error(`After step ${steps}, at ${page.url()}: ${error.message}`);
  if (folder) await page.screenshot({ path: join(folder, 'tour-failed.png'), fullPage: true });
}
await browser.close();
process.exit(failed ? 1 : 0);
