import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

test('explanations name pages of the documentation that are there', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const named = new Set(sources.flatMap((file) => readFileSync(`src/${file}`, 'utf8').match(/docs\/[\w/-]+\.md/g) ?? []));
  assert.ok(named.size >= 3);
  assert.deepEqual([...named].filter((page) => !existsSync(`../../${page}`)), []);
});
