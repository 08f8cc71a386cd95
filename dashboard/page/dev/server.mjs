// A stand-in for development: the built page over a made-up board that changes each second. Not part of the product.
//   node dev/server.mjs [scenario or address of a server whose board is shown] [port]      TOKEN asks for one
import { createServer, request as ask } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { scenarios } from './board.mjs';

const FILES = new URL('../../src/main/resources/io/scorestream/dashboard/page/', import.meta.url);
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Passes a request on to a server that is there, streams too. */
function pass(request, response, to) {
  const headers = { ...request.headers, host: new URL(to).host };
  delete headers.origin;
  const asked = ask(new URL(request.url, to), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  asked.on('error', () => response.destroy());
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}

async function bodyOf(request) {
  let text = '';
  for await (const part of request) {
    text += part;
  }
  return JSON.parse(text);
}

/** NumPy's format, version 1.0: float64, row after row. */
function npy(rows) {
  const head = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0].length}), }`;
  const text = `${head}${' '.repeat(63 - ((head.length + 10) % 64))}\n`;
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from(Uint16Array.of(text.length).buffer), Buffer.from(text), Buffer.from(Float64Array.from(rows.flat()).buffer)]);
}

export function start({ scenario = 'many', port = 0, caughtUp = true, draws = true, token = null, listeners = 32 } = {}) {
  const real = scenario.startsWith('http://') ? scenario : null;
  const runs = real === null ? scenarios[scenario]() : [];
  const began = Date.now();
  let version = 1;
  let ticks = 0;
  let number = 0;
  const events = [];
  const streams = new Set();
  const limit = { listeners };
  const log = (kind, run, text, milestone = null, timestep = null) => events.unshift({ number: ++number, at: new Date().toISOString(), run, kind, text, milestone, timestep });
  for (const run of runs) {
    log('run-applied', run.run, `on source ${run.card().source}, ${run.timesteps} timesteps`);
    run.milestones.forEach((m) => { log('milestone', run.run, 'all shards have published', m); log('evaluated', run.run, `${run.metric} of ${run.timesteps} timesteps`, m); });
    run.alarms.forEach((alarm) => log(alarm.kind === 'failed' ? 'failed' : 'alarm', run.run, `${alarm.kind}: ${alarm.text}`, alarm.milestone, alarm.timestep));
  }

  const timer = setInterval(() => {
    ticks++;
    version++;
    const changed = runs.filter((run) => run.live);
    for (const run of changed) {
      run.samples += Math.round(run.rate * (0.9 + 0.2 * Math.random()));
      if (ticks % 12 === 0 && run.milestones.length < 14) {
        const m = run.milestones.length === 0 ? run.from : run.milestones.at(-1) * 2;
        run.reach(m);
        log('milestone', run.run, 'all shards have published', m);
        log('evaluated', run.run, `${run.metric} of ${run.timesteps} timesteps`, m);
      }
    }
    send('change', { version, runs: changed.map((run) => run.run), services: true });
  }, 1000);
  const flooded = runs.filter((run) => run.flood);
  const flood = setInterval(() => {
    for (const run of flooded) {
      version++;
      run.reach(run.milestones.at(-1) + 16);
      run.reached = (run.reached ?? 0) + 1;
      send('change', { version, runs: [run.run], services: false });
    }
  }, 20);
  const alive = setInterval(() => streams.forEach((stream) => stream.write(': alive\n\n')), 10_000);

  function send(event, data, to = streams) {
    to.forEach((stream) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  function services() {
    if (runs.length === 0) {
      return [];
    }
    const now = new Date().toISOString();
    const run = runs[0];
    const m = (run.milestones.at(-1) ?? 128) * 2;
    const of = (service, instance, phase, done, total, unit, rate, behind, milestone = m, name = run.run) => ({ service, instance, run: name, phase, milestone, done, total, unit, rate, behind, at: now });
    return [
      of('producer', 'p1', 'streaming', run.samples, 0, 'samples', run.rate, 0, null), of('trainer', 't1', 'training', (ticks % 12) * 90, 1080, 'steps', 5214.3, 0), of('trainer', 't2', 'training', (ticks % 12) * 84, 1080, 'steps', 5011.9, 0),
      of('sampler', 'sampler-0', 'waiting', 0, 0, 'samples', 0, 0, null, null), of('evaluator', 'e1', 'evaluating', (ticks * 7) % 50, 50, 'timesteps', 31.2, ticks % 3, run.milestones.at(-1) ?? null, runs.at(-1).run),
    ];
  }

  const board = () => ({ version, now: new Date().toISOString(), caughtUp, runs: runs.map((run) => run.card()).sort((a, b) => (a.run < b.run ? -1 : 1)), services: services(), deadLetters: scenario === 'many' ? 2 : 0, draws, operate: token !== null });

  function json(request, response, status, body) {
    const etag = `"${version}"`;
    if (status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ...(status === 200 ? { ETag: etag } : {}) }).end(JSON.stringify(body));
  }

  function api(request, response, url) {
    const parts = url.pathname.split('/').slice(3).map(decodeURIComponent);
    const query = url.searchParams;
    const run = runs.find((one) => one.run === parts[1]);
    if (parts.length === 0) {
      return json(request, response, 200, board());
    }
    if (parts[0] === 'changes' && streams.size >= limit.listeners) {
      return json(request, response, 503, { problem: 'too many listen', remedy: 'ask api/board' });
    }
    if (parts[0] === 'changes') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
      send('hello', { version }, [response]);
      streams.add(response);
      return request.on('close', () => streams.delete(response));
    }
    if (parts[0] === 'events') {
      const after = Number(query.get('after') ?? Infinity);
      const limit = Number(query.get('limit') ?? 100);
      const found = events.filter((event) => event.number < after && (!query.has('run') || event.run === query.get('run')));
      return json(request, response, 200, { events: found.slice(0, limit), next: found.length > limit ? found[limit - 1].number : null });
    }
    if (parts[0] !== 'runs' || run === undefined) {
      return json(request, response, 404, { problem: `there is no run ${parts[1]}`, remedy: 'api/board lists all runs' });
    }
    if (parts[2] === 'series') {
      const delta = query.get('delta');
      return json(request, response, 200, { version, series: run.series(query.get('metric'), delta === null ? null : Number(delta), query.has('timestep') ? Number(query.get('timestep')) : null, query.get('column')) });
    }
    if (parts[2] === 'samples') {
      return json(request, response, 200, run.sampleRows(Number(query.get('milestone') ?? run.milestones.at(-1)), Math.min(4096, Number(query.get('n') ?? 1000))));
    }
    if (parts[2] === 'operate') {
      return operate(request, response, run);
    }
    if (parts[2] === 'data') {
      return json(request, response, 200, { version, ...run.data() });
    }
    if (parts[2] === 'path' || parts[2] === 'draw') {
      return draws ? made(request, response, run, parts[2], query) : json(request, response, 404, { problem: 'no sampler is known here', remedy: 'set sampler.url to the address of one' });
    }
    return json(request, response, 200, { version, ...run.detail() });
  }

  /** The cookie that says that the token was shown. */
  async function sessions(request, response) {
    if (request.method === 'DELETE') {
      return response.writeHead(204, { 'Set-Cookie': 'made-up=; Max-Age=0; Path=/' }).end();
    }
    const known = request.method === 'POST' ? (await bodyOf(request)).token === token : isKnown(request);
    return known ? response.writeHead(204, { 'Set-Cookie': 'made-up=yes; HttpOnly; SameSite=Strict; Path=/' }).end() : refused(request, response);
  }
  const isKnown = (request) => token === null || /made-up=yes/.test(request.headers.cookie ?? '');
  const refused = (request, response) => json(request, response, 401, { problem: 'a token is asked for', remedy: 'show it once' });

  async function operate(request, response, run) {
    const { action, until, confirm } = await bodyOf(request);
    const mistake = (problem, remedy) => json(request, response, 400, { problem, remedy });
    if (token === null) {
      return json(request, response, 403, { problem: 'runs are not operated from here', remedy: 'set http.token' });
    }
    if (action === 'extend' && until <= run.milestones.at(-1)) {
      return mistake(`until ${until} is not past the newest milestone`, 'give a larger number');
    }
    if (action === 'delete' && confirm !== run.run) {
      return mistake('the run was not named', 'confirm has to be its id');
    }
    run.state = { pause: 'paused', resume: 'active' }[action] ?? run.state;
    if (action === 'delete') {
      runs.splice(runs.indexOf(run), 1);
    }
    const done = { pause: 'paused', resume: 'resumed', milestone: 'asked for', extend: `until ${until}`, delete: 'deleted' }[action];
    log('command', run.run, done);
    version++;
    send('change', { version, runs: [run.run], services: true });
    return json(request, response, 200, { done });
  }

  /** What a sampler makes. */
  async function made(request, response, run, what, query) {
    if (what === 'path') {
      const number = (name) => Number(query.get(name));
      return json(request, response, 200, run.path(number('milestone'), number('n'), number('frames'), number('seed')));
    }
    const { n, seed, milestone, format = 'json' } = await bodyOf(request);
    if (n > 100_000) {
      return json(request, response, 400, { problem: `${n} samples are more than 100,000`, remedy: 'ask for fewer, or set request.limit' });
    }
    const rows = run.drawn(milestone, n, seed);
    const body = { json: () => JSON.stringify({ columns: run.columns, rows: run.said(rows) }), csv: () => [run.columns, ...run.said(rows)].map((row) => `${row.join()}\r\n`).join(''), npy: () => npy(rows) }[format]();
    response.writeHead(200, { 'Content-Type': { json: 'application/json', csv: 'text/csv' }[format] ?? 'application/octet-stream', 'Scorestream-Milestone': milestone, 'Scorestream-Seed': seed }).end(body);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    response.setHeader('Content-Security-Policy', CSP);
    if (real === null && url.pathname === '/api/session') {
      return sessions(request, response);
    }
    if (url.pathname.startsWith('/api/') && real === null && !isKnown(request)) {
      return refused(request, response);
    }
    if (url.pathname.startsWith('/api/')) {
      return real === null ? api(request, response, url) : pass(request, response, real);
    }
    const name = url.pathname === '/' ? 'index.html' : url.pathname.replace(/^\/(page\/)?/, '');
    const type = /^[a-z]+\.(html|js|css|svg)$/.exec(name)?.[1];
    const file = type === undefined ? null : await readFile(fileURLToPath(new URL(name, FILES))).catch(() => null);
    return file === null ? response.writeHead(404).end() : response.writeHead(200, { 'Content-Type': TYPES[type], 'Cache-Control': 'no-cache' }).end(file);
  });
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({
      port: server.address().port,
      url: `http://127.0.0.1:${server.address().port}/`,
      began,
      limit,
      runs,
      stop() {
        clearInterval(timer);
        clearInterval(flood);
        clearInterval(alive);
        sockets.forEach((socket) => socket.destroy());
        return new Promise((done) => server.close(() => done()));
      },
    }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await start({ scenario: process.argv[2] ?? 'many', port: Number(process.argv[3] ?? 8089), token: process.env.TOKEN ?? null });
  console.log(`for development: ${server.url}`);
}
