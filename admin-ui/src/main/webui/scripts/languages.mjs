// The pages in Japanese, as a browser that wants it gets them; then switched to English in the header, and remembered:
//   node scripts/languages.mjs http://localhost:8080 [folder for pictures]
// Prints each step that was seen. Exit status 1 where one was not. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const SOON = 30_000;
/** Each by the title of its page. */
const PAGES = {
  '/': '概要', '/performance': '性能', '/heat': 'ヒートマップ', '/browser': 'キャッシュブラウザ', '/nodes': 'ノード', '/policies': 'ポリシー', '/events': 'イベント', '/lab/simulated': 'ラボ（模擬）', '/lab/live': 'ラボ（実機）',
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', locale: 'ja-JP' });
const page = await context.newPage();
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
  if (folder) await page.screenshot({ path: join(folder, `languages-${String(steps).padStart(2, '0')}.png`), fullPage: true });
}
const expect = (condition, what) => {
  if (!condition) throw new Error(what);
};
const titled = (title) => page.waitForFunction((wanted) => document.title === wanted, `${title} · Meguri`);
const lang = () => page.evaluate(() => document.documentElement.lang);

if (folder) mkdirSync(folder, { recursive: true });
try {
  for (const [path, title] of Object.entries(PAGES)) {
    await step(`${path} is in Japanese`, async () => {
      await page.goto(base + path, { waitUntil: 'load' });
      await titled(title);
      await page.getByRole('heading', { name: title, level: 1, exact: true }).waitFor();
      await page.getByRole('link', { name: title, exact: true }).and(page.locator('[aria-current=page]')).waitFor();
      expect((await lang()) === 'ja', `the document's language is ${await lang()}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow <= 0, `the page is ${overflow} px too wide`);
    });
  }
  await step('the language is switched in the header', async () => {
    await page.goto(`${base}/nodes`, { waitUntil: 'load' });
    await titled('ノード');
    await page.locator('button[aria-label*="Language"]:visible').click();
    await page.getByRole('menuitemradio', { name: 'English', exact: true }).click();
    await titled('Nodes');
    await page.getByRole('heading', { name: 'What the states mean', exact: true }).waitFor();
    expect((await lang()) === 'en', `the document's language is ${await lang()}`);
  });
  await step('and remembered', async () => {
    await page.reload({ waitUntil: 'load' });
    await titled('Nodes');
  });
} catch (error) {
  failed = true;
  console.error(`After step ${steps}, at ${page.url()}: ${error.message}`);
  if (folder) await page.screenshot({ path: join(folder, 'languages-failed.png'), fullPage: true });
}
await browser.close();
process.exit(failed ? 1 : 0);
