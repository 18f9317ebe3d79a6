// The live lab as a person uses it: faults by form, picture and keyboard, then a consistency test of a fast and of a strong policy
// while a minority is cut off. Needs a cluster of three nodes that take faults, with the policies fast: and strong:
//   node scripts/lab-live.mjs http://localhost:8080 [folder for pictures]
// Prints each step that was seen. Exit status 1 where one was not. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const SOON = 15_000;
const TESTED = 180_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
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
  if (folder) await page.screenshot({ path: join(folder, `lab-live-${String(steps).padStart(2, '0')}.png`), fullPage: true });
}
const region = (name) => page.getByRole('region', { name, exact: true });
const wrong = () => region('What is wrong now');
const press = (name) => page.getByRole('button', { name, exact: true }).click();
async function healAll() {
  await press('Heal everything');
  await wrong().getByText('Nothing is wrong on purpose.').waitFor();
}
async function choose(form, label, option) {
  await form.getByRole('combobox', { name: label, exact: true }).or(form.getByLabel(label, { exact: true })).first().click();
  await page.getByRole('option', { name: option }).click();
}
async function test(policy) {
  const form = page.getByRole('form', { name: 'A consistency test' });
  await choose(form, 'Policy', policy);
  await choose(form, 'Meanwhile', 'A minority is cut off');
  await form.getByLabel('Seconds', { exact: true }).fill('15');
  await press('Start the test');
  await page.getByText(/Clients read and write: /).waitFor();
  const verdict = region(`Verdict on ${policy.source.slice(1)}`);
  await verdict.getByText('acknowledged write', { exact: false }).first().waitFor({ timeout: TESTED });
  await verdict.getByRole('img').first().waitFor();
  return verdict;
}
const expect = (condition, what) => {
  if (!condition) throw new Error(what);
};

if (folder) mkdirSync(folder, { recursive: true });
try {
  await step('the page is labelled live', async () => {
    await page.goto(`${base}/lab/live`, { waitUntil: 'load' });
    await page.getByRole('heading', { name: 'Lab, live', exact: true }).waitFor();
    await page.getByTitle('The running cluster itself, no simulation.').waitFor();
  });
  await step('a node is paused by the form, listed with its time left, and healed', async () => {
    await press('Break it');
    await wrong().getByText('node-1 stands still').waitFor();
    await healAll();
  });
  await step('a click at a link aims the form, the cut is drawn', async () => {
    await page.locator('[data-link="node-1 node-2"] line').last().dispatchEvent('click');
    await press('Break it');
    await wrong().getByText('Nothing passes between node-1 and node-2').waitFor();
    await page.locator('[data-link="node-1 node-2"] line[data-state="cut"]').waitFor({ state: 'attached' });
    await healAll();
  });
  await step('a node is dragged into group B, and cut off', async () => {
    const at = await page.locator('[data-member="node-3"]').boundingBox();
    const room = await page.getByText('Group B', { exact: true }).first().boundingBox();
    await page.mouse.move(at.x + at.width / 2, at.y + 15);
    await page.mouse.down();
    await page.mouse.move(room.x + 60, room.y + 120, { steps: 5 });
    await page.mouse.up();
    const group = page.getByRole('radiogroup', { name: 'Group of node-3' });
    expect(await group.getByRole('radio', { name: 'B' }).isChecked(), 'node-3 is not in group B');
    await press('Cut the groups apart');
    await wrong().getByText('Nothing passes between node-3 and the manager').waitFor();
    await healAll();
    await group.getByRole('radio', { name: 'B' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await group.getByRole('radio', { name: 'A' }).isChecked(), 'the keyboard did not move node-3 back');
  });
  await step('a fast policy shows stale reads behind a partition', async () => {
    const verdict = await test(/^fast:/);
    await verdict.getByText(/reads stale: the worst/).waitFor();
    await verdict.getByText('Not linearizable', { exact: true }).waitFor();
    await verdict.getByRole('table', { name: 'Operations' }).getByRole('row').nth(1).waitFor();
  });
  await step('a strong policy is linearizable behind the same', async () => {
    const verdict = await test(/^strong:/);
    await verdict.getByText('Linearizable', { exact: true }).waitFor();
    await verdict.getByText(/No acknowledged write lost/).waitFor();
  });
  await step('both are still there after a reload, and the history is a file', async () => {
    await page.reload({ waitUntil: 'load' });
    await page.getByRole('table', { name: 'The last tests' }).getByRole('row').nth(2).waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'History (JSON)' }).click()]);
    expect(/^meguri-lab-\d+\.json$/.test(file.suggestedFilename()), `the file is called ${file.suggestedFilename()}`);
  });
} catch (error) {
  failed = true;
  console.error(`After step ${steps}, at ${page.url()}: ${error.message}`);
  if (folder) await page.screenshot({ path: join(folder, 'lab-live-failed.png'), fullPage: true });
}
await browser.close();
process.exit(failed ? 1 : 0);
