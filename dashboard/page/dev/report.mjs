// The page in one file, as a server writes it, of a made-up board. Not part of the product.
//   node dev/report.mjs [scenario] > report.html
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { start } from './server.mjs';

const FILES = new URL('../../src/main/resources/io/scorestream/dashboard/page/', import.meta.url);
const file = (name) => readFile(fileURLToPath(new URL(name, FILES)), 'utf8');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Everything that the page may ask of a board, by path. */
async function answersOf(url) {
  const answers = {};
  const keep = async (key, path = key) => {
    answers[key] = await (await fetch(new URL(path, url))).json();
    return answers[key];
  };
  const { runs } = await keep('/api/board');
  await keep('/api/board/events', '/api/board/events?limit=2000');
  for (const { run } of runs) {
    const path = `/api/board/runs/${encodeURIComponent(run)}`;
    const { metrics, milestones } = await keep(path);
    const series = await Promise.all(metrics.map(async ({ metric, delta }) => (await (await fetch(new URL(`${path}/series?metric=${metric}${delta === null ? '' : `&delta=${delta}`}`, url))).json()).series));
    answers[`${path}/series`] = { version: 0, series: series.flat() };
    await keep(`${path}/data`);
    if (milestones.length > 0) {
      const newest = await keep(`${path}/samples`, `${path}/samples?n=500`);
      const earlier = newest.milestones.at(-2);
      if (earlier !== undefined) {
        await keep(`${path}/samples?milestone=${earlier}`, `${path}/samples?milestone=${earlier}&n=500`);
      }
      await keep(`${path}/path`, `${path}/path?milestone=${newest.milestone}&n=24&frames=16&seed=1`);
    }
  }
  return answers;
}

export async function report(url) {
  const [html, script, style] = await Promise.all(['index.html', 'app.js', 'app.css'].map(file));
  const json = JSON.stringify({ at: new Date().toISOString(), answers: await answersOf(url) }).replaceAll('<', '\\u003c');
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  const whole = { '<meta charset="utf-8">': `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<link rel="icon" href="page/icon.svg" type="image/svg+xml">': '<link rel="icon" href="data:,">', '<link rel="stylesheet" href="page/app.css">': `<style>${style}</style>`,
    '<script type="module" src="page/app.js"></script>': `<script type="module">${script}</script>`, '<div id="page"></div>': `<script type="application/json" id="board">${json}</script>\n    <div id="page"></div>` };
  return Object.entries(whole).reduce((text, [from, to]) => {
    if (!text.includes(from)) {
      throw new Error(`index.html has no ${from}`);
    }
    return text.replace(from, () => to);
  }, html);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await start({ scenario: process.argv[2] ?? 'many' });
  process.stdout.write(await report(server.url));
  await server.stop();
}
