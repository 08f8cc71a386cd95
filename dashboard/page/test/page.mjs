// Looks at the page in a browser: every view, at three widths, in both schemes; then what a person does with it.
//   npm run test:page [-- URL]      pictures go to $SHOTS, if that is set
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, before, after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { report } from '../dev/report.mjs';
import { start } from '../dev/server.mjs';
import { LAUNCH } from './browser.mjs';

const given = process.argv.slice(2).find((argument) => argument.startsWith('http'));
const shots = process.env.SHOTS;
const axe = await readFile(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const WIDTHS = [360, 1024, 1920];
/** Where axe looks: what it finds depends on the layout and on the scheme, hardly on both together. */
const AXE = new Set(['360-dark', '1024-light', '1920-dark']);

let browser;
let server;
const others = [];
let base;
before(async () => {
  browser = await chromium.launch(LAUNCH);
  server = given === undefined ? await start({ scenario: 'many' }) : null;
  base = given ?? server.url;
  if (shots !== undefined) {
    await mkdir(shots, { recursive: true });
  }
});
after(async () => {
  await browser?.close();
  await Promise.all([server, ...others].map((one) => one?.stop()));
});

/** Another made-up board, which ends with the tests at the latest: one that goes on would keep them from ending. */
async function serve(options) {
  const other = await start(options);
  others.push(other);
  return other;
}

/** Opens a view and gathers what the browser complains about. */
async function open(url, { width = 1024, scheme = 'light', height = 900, reducedMotion = 'no-preference', onRequest = () => {} } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion, bypassCSP: false });
  const page = await context.newPage();
  const complaints = [];
  page.on('request', (request) => onRequest(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(url);
  await page.waitForSelector('main > *', { timeout: 10_000 });
  await settled(page);
  return { page, complaints, close: () => context.close() };
}

/** Waits until an element has an attribute's value: what was pressed is drawn in the next frame. */
async function becomes(page, locator, name, value) {
  await page.waitForFunction(([element, of, wanted]) => element.getAttribute(of) === wanted, [await locator.elementHandle(), name, value], { timeout: 10_000 });
}

async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[role=status].empty'), null, { timeout: 10_000 });
  await page.waitForTimeout(500);
}

async function sound({ page, complaints }, options = {}) {
  assert.deepEqual(complaints.filter((text) => !(options.but?.test(text) ?? false)), []);
  assert.deepEqual(await page.evaluate(() => window.violations), []);
  const wide = await page.evaluate(`(() => { ${clipped} return (${wideOnes})(); })()`);
  assert.deepEqual(wide, [], 'nothing is wider than the window');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'nothing scrolls sideways');
}

/** Whether something around an element cuts off what is too wide of it. */
function clipped(element) {
  for (let around = element.parentElement; around !== null && around !== document.body; around = around.parentElement) {
    if (getComputedStyle(around).overflowX !== 'visible') {
      return true;
    }
  }
  return element.matches('.skip');
}

function wideOnes() {
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !clipped(element))
    .map((element) => `${element.tagName}.${element.className} in ${element.parentElement.className}`).slice(0, 5);
}

async function accessible(page) {
  const { violations } = await page.evaluate(`${axe}; axe.run({ resultTypes: ['violations'] })`).catch((error) => ({ violations: [{ id: String(error), impact: 'critical', nodes: [] }] }));
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`), []);
  return violations.map(({ id, impact }) => `${id} (${impact})`);
}

async function picture(page, name) {
  if (shots !== undefined) {
    await page.evaluate(() => document.activeElement?.blur?.());
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }
}

/** The views of this board, by name. */
async function views(at = base) {
  const { runs, draws } = await (await fetch(new URL('api/board', at))).json();
  const link = (run) => encodeURIComponent(run);
  return {
    overview: '#/',
    ...Object.fromEntries(runs.slice(0, 7).flatMap(({ run }, i) => ['', '/samples', '/data'].map((part) => [`run-${i + 1}${part.replace('/', '-')}`, `#/runs/${link(run)}${part}`]))),
    ...Object.fromEntries(draws ? runs.filter((card) => card.milestone > 0).slice(0, 3).map(({ run, milestone }, i) => [`made-${i + 1}`, `#/runs/${link(run)}/samples?milestone=${milestone}&draw=7&path=1&frame=9`]) : []),
    compare: '#/compare',
    'compare-some': `#/compare?runs=${runs.slice(0, 4).map(({ run }) => link(run)).join(',')}`,
    events: '#/events',
  };
}

for (const scheme of ['light', 'dark']) {
  for (const width of WIDTHS) {
    test(`every view is sound at ${width} px, ${scheme}`, async (t) => {
      const opened = await open(base, { width, scheme });
      for (const [name, fragment] of Object.entries(await views())) {
        await t.test(name, async (one) => {
          await opened.page.evaluate((hash) => { location.hash = hash; }, fragment);
          await opened.page.waitForTimeout(100);
          await settled(opened.page);
          await sound(opened);
          await picture(opened.page, `${name}-${width}-${scheme}`);
          const minor = AXE.has(`${width}-${scheme}`) ? await accessible(opened.page) : [];
          if (minor.length > 0) {
            one.diagnostic(`axe, less than serious: ${minor.join(', ')}`);
          }
        });
      }
      await opened.close();
    });
  }
}

test('first paint is within a second', async () => {
  const { page, close } = await open(base);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity);
  assert.ok(paint < 1000, `${paint} ms`);
  await close();
});

test('what changes is seen without a reload', async () => {
  const { page, close } = await open(base);
  const before = await page.innerText('main');
  await page.waitForFunction((text) => document.querySelector('main').innerText !== text, before, { timeout: 20_000 });
  await close();
});

/** The first run that has milestones of a robust error or a loss. */
async function measured() {
  const { runs } = await (await fetch(new URL('api/board', base))).json();
  return runs.filter((card) => card.median.milestones.length >= 4).sort((a, b) => (b.law === 'mixture') - (a.law === 'mixture'))[0];
}

test('a link restores what was chosen with mouse and keyboard', async () => {
  const card = await measured();
  const { page, complaints, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}`, { width: 1280 });
  const plot = page.locator('.chart', { has: page.locator('h3', { hasText: 'against m' }) }).locator('.plot');
  const box = await plot.boundingBox();
  await page.mouse.move(box.x + 120, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 360, box.y + 80, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => /[?&]m=\d+-\d+/.test(location.hash));
  await page.locator('.heat').click({ position: { x: 120, y: 200 } });
  await page.waitForFunction(() => /[?&]k=/.test(location.hash));
  await page.getByRole('button', { name: /^Table of .*against m/ }).click();
  await page.waitForFunction(() => /table=errors/.test(location.hash));
  const hash = new URL(page.url()).hash;
  const seen = await page.locator('.chart table').first().innerText();
  assert.deepEqual(complaints, []);
  const again = await open(base + hash, { width: 1280 });
  assert.equal(await again.page.locator('.chart table').first().innerText(), seen);
  assert.equal(await again.page.locator('.chip').count(), await page.locator('.chip').count());
  await again.close();
  await page.getByRole('button', { name: /^Table of .*against m/ }).click();
  await plot.dblclick();
  await page.waitForFunction(() => !/[?&]m=\d/.test(location.hash));
  await close();
});

test('the keyboard reaches what there is to do', async () => {
  const card = await measured();
  const { page, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}`, { width: 1280 });
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the numbers');
  await page.locator('.heat').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.locator('.read-out', { hasText: /k = \d+, τ = .*σ = .*m = / }).waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /[?&]k=/.test(location.hash));
  const plot = page.locator('.plot').first();
  await plot.focus();
  const newest = await plot.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(([element, text]) => element.getAttribute('aria-valuetext') !== text, [await plot.elementHandle(), newest]);
  await page.keyboard.press('+');
  await page.waitForFunction(() => /[?&]m=\d+-\d+/.test(location.hash));
  await plot.focus();
  await page.keyboard.press('0');
  await page.waitForFunction(() => !/[?&]m=\d/.test(location.hash));
  const explain = page.getByRole('button', { name: /^What .* is$/ }).first();
  await explain.focus();
  await page.keyboard.press('Enter');
  await becomes(page, explain, 'aria-expanded', 'true');
  await picture(page, 'explanation');
  await page.keyboard.press('Escape');
  await becomes(page, explain, 'aria-expanded', 'false');
  await close();
});

test('explanations lie within the window', async () => {
  const card = await measured();
  for (const width of [360, 1024]) {
    const opened = await open(`${base}#/runs/${encodeURIComponent(card.run)}`, { width });
    for (const button of await opened.page.locator('.explain > button').all()) {
      await button.click();
      await sound(opened);
      await opened.page.keyboard.press('Escape');
    }
    await opened.close();
  }
});

test('numbers and pictures can be taken away', async () => {
  const card = await measured();
  const { page, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}`, { width: 1280 });
  for (const [button, ending] of [['CSV', 'csv'], ['PNG', 'png'], ['SVG', 'svg']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.tools button', { hasText: button }).nth(1).click()]);
    assert.ok(download.suggestedFilename().endsWith(`.${ending}`), download.suggestedFilename());
    const bytes = await readFile(await download.path());
    const check = {
      csv: () => assert.ok(bytes.toString().split('\r\n').length > 2),
      png: () => assert.ok(bytes.length > 5_000 && bytes.readUInt32BE(0) === 0x89504e47),
      svg: async () => assert.ok(await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('svg > text, svg > g > text').length > 8, bytes.toString())),
    };
    await check[ending]();
    if (shots !== undefined && ending !== 'csv') {
      await download.saveAs(`${shots}/taken-away.${ending}`);
    }
  }
  await close();
});

/** The chosen run, if a sampler answers for it. */
async function drawable() {
  const { draws } = await (await fetch(new URL('api/board', base))).json();
  return draws ? measured() : null;
}

test('chains are played once, stopped and stepped through', async (t) => {
  const card = await drawable();
  if (card === null) {
    return t.skip('no sampler');
  }
  const { page, complaints, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}/samples`, { width: 1280 });
  await page.getByRole('button', { name: 'Watch chains being denoised' }).click();
  const slider = page.getByRole('slider', { name: 'timestep' });
  await slider.waitFor({ timeout: 60_000 });
  const first = await slider.inputValue();
  await page.waitForFunction(([element, value]) => element.value !== value, [await slider.elementHandle(), first]);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForFunction(() => /[?&]frame=\d+/.test(location.hash));
  const stopped = await slider.inputValue();
  await page.waitForTimeout(400);
  assert.equal(await slider.inputValue(), stopped, 'it stays where it was stopped');
  await slider.focus();
  await page.keyboard.press('End');
  await becomes(page, slider, 'aria-valuetext', 'k = 0, data');
  await page.getByRole('button', { name: 'Play again' }).click();
  await page.waitForFunction((element) => element.value === element.max, await slider.elementHandle(), { timeout: 20_000 });
  await page.getByRole('button', { name: 'Play again' }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('nothing moves by itself where that is not wanted', async (t) => {
  const card = await drawable();
  if (card === null) {
    return t.skip('no sampler');
  }
  const { page, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}/samples?path=1&milestone=${card.milestone}`, { reducedMotion: 'reduce' });
  const slider = page.getByRole('slider', { name: 'timestep' });
  await slider.waitFor({ timeout: 60_000 });
  assert.equal(await slider.inputValue(), await slider.getAttribute('max'), 'the data are shown at once');
  await page.getByRole('button', { name: 'Play again' }).waitFor();
  await close();
});

test('samples are made, and their address makes them again', async (t) => {
  const card = await drawable();
  if (card === null) {
    return t.skip('no sampler');
  }
  const { page, complaints, close } = await open(`${base}#/runs/${encodeURIComponent(card.run)}/samples`, { width: 1280 });
  await page.getByRole('button', { name: 'Generate 64 more' }).click();
  await page.getByText(/64 made with seed \d+/).waitFor({ timeout: 60_000 });
  const table = async (of) => {
    await of.getByRole('button', { name: /^Table of Generated with seed/ }).click();
    return of.getByRole('region', { name: /^Table of Generated with seed/ }).innerText();
  };
  const made = await table(page);
  const again = await open(`${base}${new URL(page.url()).hash.replace(/&table=[^&]*/, '')}`, { width: 1280 });
  await again.page.getByText(/64 made with seed \d+/).waitFor({ timeout: 60_000 });
  assert.equal(await table(again.page), made);
  await again.close();
  for (const [format, check] of [['CSV', (bytes) => bytes.toString().trim().split(/\r?\n/).length === 51], ['NPY', (bytes) => bytes.toString('latin1').startsWith('\x93NUMPY')]]) {
    await page.getByRole('spinbutton', { name: /As a file/ }).fill('50');
    await page.getByRole('combobox', { name: 'as', exact: true }).selectOption({ label: format });
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('button', { name: 'Download' }).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`-m\\d+-seed\\d+-n50\\.${format.toLowerCase()}$`));
    assert.ok(check(await readFile(await download.path())), format);
  }
  assert.deepEqual(complaints, []);
  await page.getByRole('spinbutton', { name: /As a file/ }).fill('99999999');
  await page.getByRole('button', { name: 'Download' }).click();
  await page.locator('.take-away .bad').waitFor({ timeout: 30_000 });
  await close();
});

test('the scheme can be chosen, and stays', async () => {
  const { page, close } = await open(base);
  await page.selectOption('.theme select', 'dark');
  await page.reload();
  await page.waitForSelector('main > *');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(21, 24, 28)');
  await close();
});

test('a run that is not there is said to be so', async () => {
  const opened = await open(`${base}#/runs/there-is-no-such-run`);
  assert.match(await opened.page.innerText('main'), /no/i);
  await sound(opened, { but: /404/ });
  await opened.close();
});

const states = given === undefined ? { empty: {}, one: {}, twenty: {}, 'catching-up': { scenario: 'one', caughtUp: false }, 'catching-up-empty': { scenario: 'empty', caughtUp: false } } : {};
for (const [name, options] of Object.entries(states)) {
  test(`a board in another state: ${name}`, async () => {
    const other = await serve({ scenario: name, ...options });
    for (const fragment of Object.values(await views(other.url)).slice(0, 3).concat('#/compare', '#/events')) {
      for (const width of [360, 1440]) {
        const opened = await open(other.url + fragment, { width });
        await sound(opened);
        if (width === 1440) {
          await accessible(opened.page);
        }
        await picture(opened.page, `${name}-${fragment.replaceAll(/[^a-z0-9]+/gi, '-')}-${width}`);
        await opened.close();
      }
    }
    await other.stop();
  });
}

test('a cut connection is said, and comes back by itself', { skip: given !== undefined }, async () => {
  let other = await serve({ scenario: 'one' });
  const { port } = other;
  const { page, close } = await open(other.url);
  await other.stop();
  await page.waitForSelector('.banner.cut', { timeout: 10_000 });
  await page.waitForTimeout(1500);
  await picture(page, 'connection-cut');
  await accessible(page);
  other = await serve({ scenario: 'one', port });
  await page.waitForSelector('.banner.cut', { state: 'detached', timeout: 20_000 });
  const before = await page.innerText('main');
  await page.waitForFunction((text) => document.querySelector('main').innerText !== text, before, { timeout: 20_000 });
  await close();
  await other.stop();
});

test('where a token is asked for, the page asks for it', { skip: given !== undefined }, async () => {
  const other = await serve({ scenario: 'many', token: 'the-token' });
  const opened = await open(`${other.url}#/runs/mixture-n50-s1/data`, { width: 360 });
  const { page } = opened;
  const input = page.getByLabel('Token', { exact: true });
  await input.waitFor();
  assert.equal(await input.evaluate((element) => element === document.activeElement), true);
  await page.keyboard.type('another');
  await page.keyboard.press('Enter');
  await page.getByText('That is not the token').waitFor();
  await accessible(page);
  await picture(page, 'token');
  await sound(opened, { but: /401/ });
  await input.fill('the-token');
  await input.press('Enter');
  await page.getByRole('heading', { name: 'mixture-n50-s1' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'mixture-n50-s1' }).waitFor();
  const before = await page.innerText('main');
  await page.waitForFunction((text) => document.querySelector('main').innerText !== text, before, { timeout: 20_000 });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await input.waitFor();
  await opened.close();
  await other.stop();
});

test('a run is operated with the keyboard, and what was done is said', { skip: given !== undefined }, async () => {
  const other = await serve({ scenario: 'many', token: 'the-token' });
  const context = await fetch(new URL('api/session', other.url), { method: 'POST', body: JSON.stringify({ token: 'the-token' }) });
  assert.equal(context.status, 204);
  const opened = await open(`${other.url}#/runs/mixture-n50-s1`, { width: 1024 });
  const { page } = opened;
  await page.getByLabel('Token', { exact: true }).fill('the-token');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Operate' }).focus();
  await page.keyboard.press('Enter');
  const press = async (name) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Pause');
  const said = page.getByRole('list', { name: 'What was done' });
  await said.getByText('Pause: paused').waitFor();
  await press('Resume');
  await said.getByText('Resume: resumed').waitFor();
  await press('Ask for a milestone');
  await said.getByText('Milestone now: asked for').waitFor();
  await page.getByRole('spinbutton', { name: /until/ }).fill('65536');
  await page.keyboard.press('Enter');
  await said.getByText('Go further, to 65,536 samples: until 65536').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Delete the run' }).isDisabled());
  await page.getByLabel('its name').fill('mixture-n50');
  assert.ok(await page.getByRole('button', { name: 'Delete the run' }).isDisabled());
  await accessible(page);
  await picture(page, 'operate');
  await sound(opened, { but: /401/ });
  await page.getByLabel('its name').fill('mixture-n50-s1');
  await page.keyboard.press('Enter');
  await said.getByText('Delete mixture-n50-s1: deleted').waitFor();
  await page.getByText('The run is not there any more.').waitFor();
  await opened.close();
  await other.stop();
});

test('without a stream of changes the page asks, says so, and takes the stream when there is one', { skip: given !== undefined }, async () => {
  const other = await serve({ scenario: 'one', listeners: 0 });
  const { page, close } = await open(other.url);
  await page.getByText('No stream of changes').waitFor({ timeout: 10_000 });
  await picture(page, 'asking');
  await accessible(page);
  assert.equal(await page.locator('.banner.cut').count(), 0);
  const before = await page.innerText('main');
  await page.waitForFunction((text) => document.querySelector('main').innerText !== text, before, { timeout: 20_000 });
  other.limit.listeners = 32;
  await page.getByText('No stream of changes').waitFor({ state: 'detached', timeout: 40_000 });
  await close();
  await other.stop();
});

test('a report shows all of it from one file, without a server', { skip: given !== undefined }, async (t) => {
  const other = await serve({ scenario: 'many' });
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'report.html'), await report(other.url));
  await other.stop();
  const url = pathToFileURL(join(folder, 'report.html')).href;
  const asked = [];
  for (const [name, fragment] of Object.entries({ overview: '#/', run: '#/runs/mixture-n50-s1', samples: '#/runs/digits-n100-s1/samples', chains: '#/runs/mixture-n50-s1/samples?path=1&frame=4&milestone=8192', data: '#/runs/rand-hie-n50-s1/data', compare: '#/compare?runs=mixture-n50-s1,rand-hie-n50-s1', events: '#/events?run=mixture-n50-s1' })) {
    const opened = await open(url + fragment, { width: 1280, onRequest: (to) => /^(file|data|blob):/.test(to) || asked.push(to) });
    await opened.page.getByText(/as of \d+ \w+ \d{4}/).waitFor();
    assert.equal(await opened.page.getByRole('alert').count(), 0, await opened.page.innerText('main'));
    await opened.page.waitForTimeout(300);
    assert.equal(await opened.page.getByRole('link', { name: 'Operate' }).count() + await opened.page.getByRole('button', { name: /^(Generate \d+ more|Download)$/ }).count(), 0);
    await sound(opened);
    await picture(opened.page, `report-${name}`);
    if (name === 'run') {
      const [download] = await Promise.all([opened.page.waitForEvent('download'), opened.page.locator('.tools button', { hasText: 'SVG' }).nth(1).click()]);
      assert.ok((await readFile(await download.path(), 'utf8')).startsWith('<svg'));
      await accessible(opened.page);
    }
    await opened.close();
  }
  assert.deepEqual(asked, []);
});
