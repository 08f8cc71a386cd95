import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, count, duration, interval, number, symbol, tick, withInterval } from '../../src/format';

test('a number with its interval has the decimals of the value', () => {
  assert.equal(withInterval(0.1517, 0.1434, 0.1612), '0.152 [0.143, 0.161]');
  assert.equal(withInterval(0.0971, 0.09502, 0.101), '0.0971 [0.0950, 0.1010]');
  assert.equal(withInterval(0.0472, 0, 0.0755), '0.0472 [0, 0.0755]');
  assert.equal(withInterval(12.34, 11.9, 13), '12.3 [11.9, 13.0]');
});

test('ends that are not there are open, and a value without an interval stands alone', () => {
  assert.equal(withInterval(0.5, 0.4, null), '0.500 [0.400, ∞)');
  assert.equal(interval(0.5, null, 0.6), '(−∞, 0.600]');
  assert.equal(withInterval(0.5, null, null), '0.500');
  assert.equal(withInterval(null, 1, 2), '–');
});

test('an end that the decimals would round to nothing keeps its own', () => {
  assert.equal(withInterval(0.5, 0.00012, 1.2), '0.500 [0.000120, 1.200]');
});

test('numbers have significant digits, minus signs and powers of ten', () => {
  assert.equal(number(0), '0');
  assert.equal(number(null), '–');
  assert.equal(number(-0.02345), '−0.0234');
  assert.equal(number(5214.3), '5,214');
  assert.equal(number(0.00001234), '1.23·10⁻⁵');
  assert.equal(number(1234567), '1.23·10⁶');
  assert.equal(number(1), '1.00');
  assert.equal(number(999.6), '1000');
});

test('counts have thousands separators', () => {
  assert.equal(count(65536), '65,536');
  assert.equal(count(undefined), '–');
});

test('ticks are as short as they can be', () => {
  assert.deepEqual([0, 0.1, 0.30000000000000004, 1, 8192, 1e-4, 2e-5, -0.5, 2_000_000].map(tick), ['0', '0.1', '0.3', '1', '8,192', '10⁻⁴', '2·10⁻⁵', '−0.5', '2·10⁶']);
});

test('times are said in the largest unit that says them', () => {
  assert.deepEqual([0.3, 12, 125, 8000, 200_000].map(ago), ['now', '12 s ago', '2 min ago', '2 h ago', '2 d ago']);
  assert.equal(duration(119), '119 s');
});

test('the headline has its symbol', () => {
  assert.equal(symbol('robust_error', 0.05), 'σ_t·D^0.05');
  assert.equal(symbol('held_out_loss', null), 'held-out loss');
});
