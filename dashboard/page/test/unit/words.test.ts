import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataColumn, Samples } from '../../src/api';
import { inWords } from '../../src/views/samples/words';

const column = (name: string, categories: string[] | null): DataColumn => ({ name, kind: categories === null ? 'integer' : 'categorical', n: 3, min: null, max: null, mean: null, deviation: null, categories, edges: null, counts: [] });
const samples: Samples = { milestone: 1, milestones: [1], columns: ['x', 'season'], image: null, generated: [[1, 'winter'], [2, 7]], real: [[0, 1], [1, null]] };

test('a category is its word in both sets, whichever way it was given', () => {
  const { generated, real } = inWords(samples, [column('season', ['spring', 'winter']), column('x', null)]);
  assert.deepEqual(generated, [[1, 'winter'], [2, 7]]);
  assert.deepEqual(real, [[0, 'winter'], [1, null]]);
});

test('without words the samples are the same ones', () => {
  assert.equal(inWords(samples, [column('x', null)]), samples);
});
