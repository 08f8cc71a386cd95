// Takes one picture of a view of the made-up board: node test/shoot.mjs FILE FRAGMENT [width] [light|dark] [scenario]
import { chromium } from 'playwright-core';
import { start } from '../dev/server.mjs';
import { LAUNCH } from './browser.mjs';

const [file, fragment = '#/', width = '1440', scheme = 'light', scenario = 'many'] = process.argv.slice(2);
const server = await start({ scenario });
const browser = await chromium.launch(LAUNCH);
const page = await browser.newPage({ viewport: { width: Number(width), height: 1000 }, colorScheme: scheme });
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(message.type(), message.text()));
page.on('pageerror', (error) => console.log('pageerror', error.message));
await page.goto(server.url + fragment);
await page.waitForTimeout(1500);
await page.screenshot({ path: file, fullPage: true });
await browser.close();
await server.stop();
