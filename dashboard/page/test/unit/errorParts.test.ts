import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Forecast } from '../../src/api';
import { limitsOf } from '../../src/views/run/errorParts';

const sure = (value: number) => ({ value, low: value / 2, high: 2 * value });
const forecast = (part: Partial<Forecast>): Forecast => ({
  milestone: 512, scope: 'timestep', timestep: 3, metric: 'robust_error', epsilon: 0.1, delta: 0.05, status: 'needed', confidence: 0.95, needed: null, neededLow: null, neededHigh: null,
  chanceUnreachable: null, floor: null, amplitude: null, exponent: null, horizon: null, expected: null, fall: null,
  optimisation: sure(0.1), statistical: sure(0.3), approximation: sure(0.6), dominant: 'approximation', advice: '', ...part,
});

test('parts become shares of what is known of an error, by timestep, each once', () => {
  const limits = limitsOf([forecast({ timestep: 5, approximation: null }), forecast({}), forecast({ delta: 0.01 })]);
  assert.deepEqual(limits.map(({ timestep }) => timestep), [3, 5]);
  assert.deepEqual(limits[0]?.shares.map((share) => share?.toFixed(2)), ['0.10', '0.30', '0.60']);
  assert.deepEqual(limits[1]?.shares.map((share) => share?.toFixed(2)), ['0.25', '0.75', undefined]);
});

test('what chance has below nothing has no share', () => {
  const [limit] = limitsOf([forecast({ optimisation: { value: -0.1, low: -0.2, high: 0 }, approximation: sure(0.1) })]);
  assert.deepEqual(limit?.shares.map((share) => share?.toFixed(2)), ['0.00', '0.75', '0.25']);
});

test('a run and timesteps without a copy have none', () => {
  const none = { optimisation: null, statistical: null, approximation: null };
  assert.deepEqual(limitsOf([forecast({ scope: 'worst-timestep' }), forecast(none)]), []);
});
