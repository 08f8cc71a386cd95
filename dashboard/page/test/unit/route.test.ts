import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, parse, toRun, toSamples, type Route } from '../../src/route';

const routes: Route[] = [
  { view: 'overview' },
  toRun('mixture-n50-s1'),
  { ...toRun('a/b ?#&=,%ü'), delta: 0.01, timesteps: [15, 25], range: [512, 4096], milestone: 8192, forecast: false, tables: ['heat', 'sliced_w2'] },
  toSamples('mixture-n50-s1'),
  { ...toSamples('x y'), milestone: 1024, n: 4000, tables: ['column, with comma'] },
  { ...toSamples('r'), milestone: 8192, draw: 0, path: 17, frame: 3 },
  { view: 'data', run: 'a b', all: true, tables: ['x,1', 'columns'] },
  { view: 'operate', run: 'a/b' },
  { view: 'compare', runs: ['a', 'b,c', 'd&e'], range: [100, 200], tables: ['worst-Robust error σ_t·D^0.05'] },
  { view: 'events', run: 'a/b', kind: 'alarm', after: 17 },
];

for (const route of routes) {
  test(`a link restores ${format(route)}`, () => {
    assert.deepEqual(parse(format(route)), route);
    assert.deepEqual(parse(new URL(`http://localhost/${format(route)}`).hash), route);
  });
}

test('what cannot be understood is left out', () => {
  assert.deepEqual(parse('#/nothing/here?x'), { view: 'overview' });
  assert.deepEqual(parse('#/runs/a?delta=abc&k=1.5,x,-3&m=9-2&n=7&milestone=-1'), toRun('a'));
  assert.deepEqual(parse('#/runs/a/samples?n=17'), toSamples('a'));
  assert.deepEqual(parse('#/runs/%E0%A4%A'), toRun('%E0%A4%A'));
  assert.deepEqual(parse(''), { view: 'overview' });
});

test('a view as it is anyway has a short link', () => {
  assert.equal(format(toRun('mixture-n50-s1')), '#/runs/mixture-n50-s1');
  assert.equal(format({ ...toRun('r'), range: [511.6, 4096.2] }), '#/runs/r?m=512-4096');
});
