// Keeps the overview open until a run's milestone is on it, whatever happens to what is behind it meanwhile.
//   node test/live.mjs URL RUN MILESTONE SECONDS
import { chromium } from 'playwright-core';
import { LAUNCH } from './browser.mjs';

const [url, run, milestone, seconds] = process.argv.slice(2);
const browser = await chromium.launch(LAUNCH);
const page = await browser.newPage({ viewport: { width: 1024, height: 900 } });
const complaints = [];
page.on('pageerror', (error) => complaints.push(error.message));
let loads = 0;
page.on('load', () => loads++);
await page.goto(url);
const shown = `m = ${Number(milestone).toLocaleString('en-GB')}`;
try {
  await page.waitForFunction(
    ([id, text]) => [...document.querySelectorAll('main article, main section, main li')].some((card) => card.innerText.includes(id) && card.innerText.includes(text)),
    [run, shown], { timeout: 1000 * Number(seconds) });
} finally {
  if (complaints.length > 0 || loads !== 1) {
    console.error(`${loads} loads; ${complaints.join('; ')}`);
    process.exitCode = 1;
  }
  await browser.close();
}
console.log(`${run} came to ${shown} on a page that was loaded once`);
