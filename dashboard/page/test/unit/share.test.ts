import assert from 'node:assert/strict';
import { test } from 'node:test';
import { share } from '../../src/share';

test('what has not changed stays the same object', () => {
  const old = { version: 1, runs: [{ run: 'a', value: [1, 2, null] }, { run: 'b', value: [3] }] };
  const next = share(old, { version: 2, runs: [{ run: 'a', value: [1, 2, null] }, { run: 'b', value: [4] }] });
  assert.deepEqual(next, { version: 2, runs: [{ run: 'a', value: [1, 2, null] }, { run: 'b', value: [4] }] });
  assert.equal(next.runs[0], old.runs[0]);
  assert.notEqual(next.runs[1], old.runs[1]);
  assert.deepEqual(old.runs[1], { run: 'b', value: [3] });
});

test('all the same is the old value itself, and other kinds are not mixed up', () => {
  const old = { a: [1], b: null, c: {} };
  assert.equal(share(old, { a: [1], b: null, c: {} }), old);
  assert.deepEqual(share(old, { a: { 0: 1 }, b: {}, c: [] }), { a: { 0: 1 }, b: {}, c: [] });
  assert.deepEqual(share(old, { a: [1] }), { a: [1] });
  assert.deepEqual(share({ a: [1, 2] }, { a: [1] }), { a: [1] });
  assert.equal(share(undefined, 3), 3);
});
