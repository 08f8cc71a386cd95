import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Point } from '../../src/charts/lines';
import { fitOf, pointsOfFit } from '../../src/views/run/fit';

const point = (m: number, value: number): Point => ({ m, value, low: value * 0.96, high: value * 1.05, n: null, note: null });
const fit = fitOf({
  milestone: 8192, scope: 'timestep', timestep: 15, metric: 'robust_error', epsilon: 0.1, delta: 0.05, status: 'needed', confidence: 0.95, needed: 17_000, neededLow: 11_000, neededHigh: null,
  chanceUnreachable: 0.1, floor: { value: 0, low: 0, high: 0.1 }, amplitude: 15.83, exponent: { value: 0.521, low: 0.2, high: 0.9 }, horizon: 81_920, expected: { value: 0.0467, low: 0.0301, high: 0.1 }, fall: null,
  optimisation: null, statistical: null, approximation: null, dominant: 'none', advice: '',
})!;
const near = (actual: number | null | undefined, expected: number) => assert.ok(Math.abs((actual ?? 0) - expected) < 1e-9 * expected, `${actual} for ${expected}`);

test('a fit goes through the milestones, and has its band past the newest only', () => {
  const points = pointsOfFit(fit, [point(256, 0.87), point(4096, 0.19), point(8192, 0.1463)]);
  assert.equal(points[0]?.m, 256);
  assert.ok(points.filter(({ m }) => m < 8192).every(({ low, high }) => low === null && high === null));
  assert.ok(points.every(({ m, value }) => Math.abs(value! - 15.83 * m ** -0.521) < 1e-12));
});

test('a band begins as the newest interval and ends as the forecast at the horizon', () => {
  const points = pointsOfFit(fit, [point(256, 0.87), point(8192, 0.1463)]);
  const [first, last] = [points.find(({ m }) => m === 8192), points.at(-1)];
  near(first?.low, 0.1463 * 0.96);
  near(first?.high, 0.1463 * 1.05);
  near(last?.low, 0.0301);
  near(last?.high, 0.1);
  const widths = points.filter(({ low }) => low !== null).map(({ low, high }) => Math.log(high! / low!));
  assert.ok(widths.every((width, i) => i === 0 || width > widths[i - 1]!), 'it widens');
});

test('without a newest interval a band begins at the curve', () => {
  const first = pointsOfFit(fit, []).at(0);
  near(first?.low, fit.curve(8192));
  near(first?.high, fit.curve(8192));
});

test('nothing is fitted where numbers are missing', () => {
  assert.equal(fitOf(undefined), null);
});
