// Takes pictures of the pages of a running UI, in both themes and at two widths:
//   npm run screenshots -- http://localhost:8080 out-folder [path ...]
// LOCALE=ja-JP is another browser's language. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base = 'http://localhost:8080', folder = 'target/screenshots', ...wanted] = process.argv.slice(2);
const PATHS = wanted.length ? wanted : ['/', '/browser', '/nodes', '/policies', '/events', '/lab/simulated'];
const WIDTHS = (process.env.WIDTHS ?? '1440,390').split(',').map(Number);
const THEMES = (process.env.THEMES ?? 'light,dark').split(',');
const LOCALE = process.env.LOCALE ?? 'en-US';
const SETTLE_MILLIS = Number(process.env.SETTLE_MILLIS ?? 3500);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
mkdirSync(folder, { recursive: true });
let failed = false;
for (const theme of THEMES) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: width > 800 ? 900 : 844 }, colorScheme: theme, deviceScaleFactor: width > 800 ? 1 : 2, locale: LOCALE });
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      failed = true;
      console.error(`${page.url()}: ${error.message}`);
    });
    for (const path of PATHS) {
      // not networkidle: the stream never ends
      await page.goto(base + path, { waitUntil: 'load' });
      await page.waitForTimeout(SETTLE_MILLIS);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (overflow > 0) console.error(`${path} at ${width} px is ${overflow} px too wide`);
      const name = path.replace(/\?.*/, '').replaceAll('/', '') || 'overview';
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}${LOCALE.startsWith('en') ? '' : `-${LOCALE.split('-')[0]}`}.png`), fullPage: process.env.FULL !== '0' });
    }
    await context.close();
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
