import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binsOf } from '../../src/charts/Histogram';
import { pointsOf, tableOf, type Line, type Point } from '../../src/charts/lines';
import { csv } from '../../src/csv';

test('cells are quoted where they need it and formulas are disarmed', () => {
  assert.equal(csv({ head: ['m', 'a, "b"'], rows: [[256, '=1+1'], [null, 'line\nfeed'], [Number.NaN, 'plain']] }),
    'm,"a, ""b"""\r\n256,\'=1+1\r\n,"line\nfeed"\r\n,plain\r\n');
});

const point = (m: number, value: number | null, note: string | null = null): Point => ({ m, value, low: null, high: null, n: null, note });
const line = (label: string, points: Point[], more: Partial<Line> = {}): Line => ({ label, colour: '#000000', points, ...more });

test('a table has what is seen: milestones of the range, reasons in place of numbers, no fitted curves', () => {
  const table = tableOf([
    line('a', [point(256, 0.5), point(512, null, 'too far out'), point(1024, 0.1)]),
    line('b', [{ ...point(512, 0.3), low: 0.2, high: 0.4, n: 7 }]),
    line('fit', [point(700, 0.2)], { curve: true }),
  ], [500, 2000]);
  assert.deepEqual(table.head, ['m', 'a', 'b', 'b, low', 'b, high', 'b, n']);
  assert.deepEqual(table.rows, [[512, 'too far out', 0.3, 0.2, 0.4, 7], [1024, 0.1, null, null, null, null]]);
});

test('shares of bins sum to one, and what is beyond the ends is in the outermost bin', () => {
  const real = Array.from({ length: 1000 }, (_, i) => i + 0.5);
  const bins = binsOf([-1e9, 1e9, 500, 500], real, 10);
  assert.ok(Math.abs(bins.real.reduce((a, b) => a + b, 0) - 1) < 1e-9);
  assert.equal(bins.generated[0], 0.25);
  assert.equal(bins.generated[9], 0.25);
});

test('words are counted, the commonest real ones first', () => {
  const bins = binsOf(['b', 'b', 'c'], ['a', 'a', 'b'], 10);
  assert.deepEqual(bins.words, ['a', 'b', 'c']);
  assert.deepEqual(bins.generated.map((share) => Math.round(share * 3)), [0, 2, 1]);
});

test('whole numbers have a bin each', () => {
  const bins = binsOf([0.2, 1.4, 2], [0, 0, 1, 2], 40);
  assert.deepEqual(bins.edges, [-0.5, 0.5, 1.5, 2.5]);
  assert.deepEqual(bins.real, [0.5, 0.25, 0.25]);
  assert.deepEqual(bins.generated.map((share) => Math.round(share * 3)), [1, 1, 1]);
});

test('what was measured before the first sample has no place on the axis', () => {
  const series = { metric: 'x', delta: null, timestep: null, column: null, shard: null, evidence: 'empirical', milestones: [0, 256], value: [1, 2], low: [null, null], high: [null, null], n: [1, 1], verdict: [null, null], leftOut: [null, null] };
  assert.deepEqual(pointsOf(series).map(({ m }) => m), [256]);
});
