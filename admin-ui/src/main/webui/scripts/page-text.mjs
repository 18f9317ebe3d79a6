// Prints the text that a person sees on a page of a running service:
//   node scripts/page-text.mjs http://localhost:8080/
// Exit status 1 where a script of the page failed. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import { chromium } from 'playwright-core';

const [url] = process.argv.slice(2);
const SETTLE_MILLIS = Number(process.env.SETTLE_MILLIS ?? 3500);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ locale: 'en-US' });
let failed = false;
page.on('pageerror', (error) => {
  failed = true;
  console.error(`Uncaught in ${url}: ${error.message}`);
});
// not networkidle: a stream of events never ends
await page.goto(url, { waitUntil: 'load' });
await page.waitForTimeout(SETTLE_MILLIS);
console.log(await page.evaluate(() => document.body.innerText));
await browser.close();
process.exit(failed ? 1 : 0);
