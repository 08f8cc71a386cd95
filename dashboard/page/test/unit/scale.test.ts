import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearTicks, logShare, logSpace, logTicks, milestoneTicks, nearestLog, padLog, standardisedW1, thin } from '../../src/scale';

test('ticks of a logarithmic axis become coarser as the axis becomes longer', () => {
  assert.deepEqual(logTicks(0.001, 1, 5), [0.001, 0.01, 0.1, 1]);
  assert.deepEqual(logTicks(1e-9, 1, 4), [1e-9, 1e-6, 1e-3, 1]);
  assert.deepEqual(logTicks(0.09, 1.1, 4), [0.1, 0.2, 0.5, 1]);
});

test('within less than a decade ticks are as on a ruler', () => {
  assert.deepEqual(logTicks(1.02, 1.38, 5), [1.1, 1.2, 1.3]);
  assert.ok(logTicks(0.95, 2, 8).length >= 4);
});

test('ticks never crowd', () => {
  for (const [low, high] of [[0.09, 0.95], [0.5, 1.2], [1e-5, 3], [0.02, 0.021], [3, 70_000]] as const) {
    const ticks = logTicks(low, high, 8);
    assert.ok(ticks.length >= 2 && ticks.length <= 9, `${low} to ${high}: ${ticks}`);
    assert.ok(ticks.every((tick) => tick >= low * 0.999 && tick <= high * 1.001));
  }
});

test('linear ticks are steps of 1, 2 or 5', () => {
  assert.deepEqual(linearTicks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(linearTicks(-0.3, 0.31, 3), [-0.2, 0, 0.2]);
});

test('milestones that are powers of two have ticks at such, others at those of ten', () => {
  assert.deepEqual(milestoneTicks(250, 9000, [256, 512, 1024, 2048, 4096, 8192], 10), [256, 512, 1024, 2048, 4096, 8192]);
  assert.deepEqual(milestoneTicks(250, 9000, [256, 512, 1024, 2048, 4096, 8192, 8000], 3), [256, 1024, 4096]);
  assert.deepEqual(milestoneTicks(90, 11_000, [100, 1000, 10_000], 4), [100, 1000, 10_000]);
});

test('shares of a logarithmic scale stay within it', () => {
  assert.equal(logShare(10, 1, 100), 0.5);
  assert.equal(logShare(1000, 1, 100), 1);
  assert.equal(logShare(3, 3, 3), 0.5);
});

test('a single value has room on both sides', () => {
  const [low, high] = padLog(256, 256, 0.03);
  assert.ok(low < 256 && high > 256);
});

test('thinning keeps both ends', () => {
  assert.deepEqual(thin(3, 5), [0, 1, 2]);
  const thinned = thin(128, 6);
  assert.equal(thinned.length, 6);
  assert.deepEqual([thinned[0], thinned[5]], [0, 127]);
});

test('the nearest milestone is so on the logarithm', () => {
  assert.equal(nearestLog([256, 512, 1024], 370), 1);
  assert.equal(nearestLog([], 5), -1);
  assert.deepEqual(logSpace(1, 100, 3).map((x) => Math.round(x)), [1, 10, 100]);
});

test('W1 of samples of two sizes is that of their quantiles', () => {
  assert.equal(standardisedW1([0, 1], [0, 0, 1, 1]), 0);
  const shifted = standardisedW1([0, 1, 2, 3], [1, 2, 3, 4]);
  assert.ok(Math.abs(shifted - 1 / Math.sqrt(1.5)) < 1e-12);
  assert.equal(standardisedW1([5], [5, 5]), 0);
});
