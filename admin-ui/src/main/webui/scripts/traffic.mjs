// How the dots between nodes move: frames per second, what a frame costs, and what the heap grows by in a minute. Of a make-believe cluster of 20 nodes
// that send 10,000 messages a second:
//   MEGURI_MOCK=1 MEGURI_DIST=/tmp/dots npx vite build
//   MEGURI_MOCK=1 MEGURI_MOCK_NODES=20 MEGURI_MOCK_MESSAGES=10000 npx vite preview --outDir /tmp/dots --port 5199 &
//   node scripts/traffic.mjs http://localhost:5199 [folder for a picture]
// Chromium draws without a graphics card here: on a screen with one it does no worse. SECONDS=60 says for how long it looks. On a
// machine that has other things to do, what a frame costs tells more than how many there were.
// Exit status 1 below LEAST_FPS (0: any), or where a hidden page or one with reduced motion still moves. Chromium is found at
// CHROMIUM, by default /usr/bin/chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base = 'http://localhost:5199', folder] = process.argv.slice(2);
const SECONDS = Number(process.env.SECONDS ?? 60);
const LEAST_FPS = Number(process.env.LEAST_FPS ?? 0);
/** Until the page is compiled, filled, and has as many dots as it will have. */
const WARM_UP_MILLIS = 8_000;
/** A machine that has much else to do takes long to open a page. */
const SOON = 300_000;
const DOTS = 'canvas[data-traffic=dots]';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-precise-memory-info'],
});
let failed = false;
const fail = (what) => {
  failed = true;
  console.error(what);
};

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(SOON);
  page.on('pageerror', (error) => fail(`Uncaught: ${error.message}`));
  await page.goto(`${base}/`, { waitUntil: 'load' });
  await page.locator(DOTS).waitFor({ state: 'attached' });
  await page.getByRole('table', { name: 'Who sends what to whom' }).waitFor();
  return page;
}

/** Bytes that something still refers to. */
async function heap(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Seconds of processor time so far, by kind of process. */
const browserSession = await browser.newBrowserCDPSession();
async function cpu() {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const sums = {};
  for (const { type, cpuTime } of processInfo) sums[type] = (sums[type] ?? 0) + cpuTime;
  return sums;
}

const page = await open({});
await page.waitForTimeout(WARM_UP_MILLIS);
const session = await page.context().newCDPSession(page);
await session.send('Runtime.enable');
const before = await heap(session);
const cpuBefore = await cpu();
const seen = await page.evaluate(
  (seconds) => new Promise((done) => {
    const times = [];
    const began = performance.now();
    requestAnimationFrame(function beat(at) {
      times.push(at);
      if (at - began < seconds * 1000) requestAnimationFrame(beat);
      else {
        const steps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
        done({ frames: steps.length, millis: times.at(-1) - times[0], p99: steps[Math.floor(steps.length * 0.99)], longest: steps.at(-1) });
      }
    });
  }),
  SECONDS,
);
const cpuAfter = await cpu();
const grown = ((await heap(session)) - before) * (60 / SECONDS);
const fps = (seen.frames * 1000) / seen.millis;
const messages = await page.getByRole('list', { name: 'Kinds of messages' }).getByRole('button').allInnerTexts();
console.log(`${fps.toFixed(1)} frames per second over ${SECONDS} s (software rendering); 99% of frames within ${seen.p99.toFixed(1)} ms, the longest ${seen.longest.toFixed(1)} ms`);
console.log(`processor time of a frame: ${['renderer', 'GPU', 'browser'].map((type) => `${type} ${((1000 * ((cpuAfter[type] ?? 0) - (cpuBefore[type] ?? 0))) / seen.frames).toFixed(2)} ms`).join(', ')}`);
console.log(`heap: ${(before / 2 ** 20).toFixed(1)} MiB, grows by ${(grown / 1024).toFixed(0)} KiB a minute (${((grown * 60) / 2 ** 20).toFixed(1)} MiB an hour)`);
console.log(messages.map((text) => `  ${text.replaceAll(/\s*\n\s*/g, ' ')}`).join('\n'));
if (fps < LEAST_FPS) fail(`fewer than ${LEAST_FPS} frames per second`);
if (folder) {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'traffic.png'), fullPage: true });
}

const pixels = (on) => on.locator(DOTS).evaluate((canvas) => canvas.toDataURL());
const moves = async (on) => {
  const first = await pixels(on);
  await on.waitForTimeout(400);
  return first !== (await pixels(on));
};
if (!(await moves(page))) fail('nothing moves');
await page.evaluate(() => {
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
});
await page.waitForTimeout(200);
if (await moves(page)) fail('a hidden page still moves');
else console.log('a hidden page stands still');
const still = await open({ reducedMotion: 'reduce' });
if (await moves(still)) fail('with reduced motion it moves');
else console.log('with reduced motion nothing moves');
await browser.close();
process.exit(failed ? 1 : 0);
