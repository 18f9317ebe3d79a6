// Looks at the pages of a running UI with axe, by the rules of WCAG 2.2 AA, in both themes and at two widths:
//   node scripts/axe.mjs http://localhost:8080 [path ...]
// LOOKS=light-1440,dark-390 takes fewer, LOCALE=ja-JP is another browser's language. Prints what is wrong, and where. Exit status 1 where anything is. Chromium is found at CHROMIUM, by default /usr/bin/chromium.
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const [base = 'http://localhost:8080', ...wanted] = process.argv.slice(2);
const PATHS = wanted.length ? wanted : ['/', '/performance', '/heat', '/browser', '/nodes', '/policies', '/events', '/lab/simulated', '/lab/live', '/nowhere'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOOKS = (process.env.LOOKS ?? 'light-1440,light-390,dark-1440,dark-390').split(',').map((look) => look.split('-'));
const LOCALE = process.env.LOCALE ?? 'en-US';
const SETTLE_MILLIS = Number(process.env.SETTLE_MILLIS ?? 3000);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let found = 0;
let looks = 0;
for (const [theme, width] of LOOKS) {
  const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: theme, reducedMotion: 'reduce', locale: LOCALE });
  const page = await context.newPage();
  for (const path of PATHS) {
    // not networkidle: the stream never ends
    await page.goto(base + path, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLE_MILLIS);
    await page.evaluate(axe.source);
    const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), RULES);
    looks += 1;
    for (const violation of result.violations) {
      for (const node of violation.nodes) {
        found += 1;
        console.error(`${path}, ${theme}, ${width} px: ${violation.id} (${violation.impact}): ${node.target.join(' ')}\n  ${node.failureSummary?.replaceAll('\n', '\n  ')}`);
      }
    }
  }
  await context.close();
}
await browser.close();
console.log(`axe: ${looks} looks at ${PATHS.length} pages, ${found} violations`);
process.exit(found ? 1 : 0);
