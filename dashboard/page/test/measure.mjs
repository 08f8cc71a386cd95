// Measures the page in Chromium: its bytes, its first paint with a hundred runs of 128 milestones each, and its memory while
// milestones stream by.     node test/measure.mjs [how many milestones]
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { start } from '../dev/server.mjs';
import { LAUNCH } from './browser.mjs';

const many = Number(process.argv[2] ?? 10_000);
const files = new URL('../../src/main/resources/io/scorestream/dashboard/page/', import.meta.url);
for (const name of ['app.js', 'app.css', 'index.html', 'icon.svg']) {
  console.log(`${name}: ${(await stat(fileURLToPath(new URL(name, files)))).size} bytes`);
}

const browser = await chromium.launch(LAUNCH);

const hundred = await start({ scenario: 'hundred' });
await (await fetch(new URL('api/board', hundred.url))).arrayBuffer();
for (let i = 0; i < 3; i++) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(hundred.url);
  await page.waitForFunction(() => document.querySelectorAll('.card canvas').length >= 300);
  const drawn = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  const board = await page.evaluate(() => performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('api/board')));
  console.log(`100 runs: first paint ${paint.toFixed(0)} ms, all cards by ${drawn.toFixed(0)} ms; board of ${board.decodedBodySize} bytes at ${board.responseEnd.toFixed(0)} ms`);
  await page.waitForTimeout(4000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const before = await busy();
  await page.waitForTimeout(5000);
  console.log(`  busy ${(100 * ((await busy()) - before) / 5).toFixed(0)} % of the time while the board changes each second`);
  await page.close();
}
await hundred.stop();

for (const fragment of ['#/', '#/runs/mixture-n50-s1']) {
  const flood = await start({ scenario: 'flood' });
  const [run] = flood.runs;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(flood.url + fragment);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const memory = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return `${(of('JSHeapUsedSize') / 1e6).toFixed(1)} MB in use, ${of('Nodes')} nodes, ${of('JSEventListeners')} listeners`;
  };
  for (const stop of [0.03, 0.25, 0.5, 0.75, 1].map((share) => share * many)) {
    while ((run.reached ?? 0) < stop) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    console.log(`${fragment} after ${run.reached} milestones: ${await memory()}`);
  }
  await page.close();
  await flood.stop();
}
await browser.close();
