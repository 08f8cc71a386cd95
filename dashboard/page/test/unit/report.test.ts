import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsPath, pathPath, samplesPath, seriesPath, type Board, type Events, type Samples, type SeriesAnswer } from '../../src/api';
import { answerOf, hasChains, type Report } from '../../src/report';

const RUN = 'a b/c';
const series = (metric: string, delta: number | null) => ({ metric, delta, timestep: 1, column: null, shard: null, milestones: [256], value: [1], low: [null], high: [null], n: [1], verdict: [null], evidence: 'exact', leftOut: [null] });
const samples = (milestone: number) => ({ milestone, milestones: [256, 512, 1024], columns: ['x'], image: null, generated: [[1], [2], [3]], real: [[4], [5]] });
const event = (number: number, run: string) => ({ number, at: '2026-01-01T00:00:00Z', run, kind: 'milestone', text: '', milestone: null, timestep: null });
const report: Report = {
  at: '2026-01-01T00:00:00Z',
  answers: {
    '/api/board': { version: 1, runs: [], draws: true, operate: true },
    [`/api/board/runs/${RUN}`]: { version: 1 },
    '/api/board/runs/a%20b%2Fc/series': { version: 0, series: [series('robust_error', 0.05), series('robust_error', 0.01), series('w1', null)] },
    '/api/board/runs/a%20b%2Fc/samples': samples(1024),
    '/api/board/runs/a%20b%2Fc/samples?milestone=256': samples(256),
    '/api/board/runs/a%20b%2Fc/path': { milestone: 1024, columns: ['x'], image: null, timesteps: [1, 0], frames: [[[0]], [[1]]] },
    '/api/board/events': { events: [event(4, 'b'), event(3, RUN), event(2, 'b'), event(1, RUN)], next: null },
  },
};
const events = (path: string) => { const { events: found, next } = answerOf(report, path) as Events; return [found.map(({ number }) => number), next]; };

test('a report offers nothing that needs a server', () => {
  const { draws, operate } = answerOf(report, 'api/board') as Board;
  assert.deepEqual([draws, operate], [false, false]);
});

test('series are found by metric and level', () => {
  const found = (path: string) => (answerOf(report, path) as SeriesAnswer).series.map(({ metric, delta }) => [metric, delta]);
  assert.deepEqual(found(seriesPath(RUN, 'robust_error', 0.01)), [['robust_error', 0.01]]);
  assert.deepEqual(found(seriesPath(RUN, 'w1')), [['w1', null]]);
  assert.deepEqual(found(seriesPath(RUN, 'w2')), []);
});

test('samples are those of the milestone, as many as asked for, and only milestones that are kept can be chosen', () => {
  const newest = answerOf(report, samplesPath(RUN, null, 2)) as Samples;
  assert.deepEqual([newest.milestone, newest.milestones, newest.generated.length, newest.real.length], [1024, [256, 1024], 2, 2]);
  assert.equal((answerOf(report, samplesPath(RUN, 256, 2)) as Samples).milestone, 256);
  assert.equal((answerOf(report, samplesPath(RUN, 1024, 2)) as Samples).milestone, 1024);
  assert.throws(() => answerOf(report, samplesPath(RUN, 512, 2)), /does not have it/);
});

test('chains are of one milestone', () => {
  assert.ok(hasChains(report, RUN, 1024));
  assert.ok(!hasChains(report, RUN, 256));
  assert.ok(!hasChains(null, RUN, 1024));
  assert.throws(() => answerOf(report, pathPath(RUN, 256, 9, 9, 1)), /m = 1024 only/);
});

test('events are of a run, newest first, page by page', () => {
  assert.deepEqual(events(eventsPath(null, null, 100)), [[4, 3, 2, 1], null]);
  assert.deepEqual(events(eventsPath(RUN, null, 1)), [[3], 3]);
  assert.deepEqual(events(eventsPath(RUN, 3, 1)), [[1], null]);
});

test('a run that a report does not have is said to be so', () => {
  assert.deepEqual(answerOf(report, 'api/board/runs/a%20b%2Fc'), { version: 1 });
  assert.throws(() => answerOf(report, 'api/board/runs/other'), /does not have it/);
});
