import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLines } from '../../src/charts/lineDrawing';
import type { Chart } from '../../src/charts/extent';
import type { Point } from '../../src/charts/lines';
import { SvgPen } from '../../src/charts/svg';
import { PALETTES } from '../../src/colours';

test('text stays text, with what is special in XML escaped', () => {
  const pen = new SvgPen();
  pen.font = '600 14px "Noto Sans", sans-serif';
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  pen.fillText('σ < 1 & "D"', 10, 20);
  const svg = pen.finish(100, 50, 'a <title>');
  assert.ok(svg.includes('<title>a &lt;title&gt;</title>'));
  assert.ok(svg.includes('<text x="10" y="24.9" font-family="\'Noto Sans\', sans-serif" font-size="14" font-weight="600" text-anchor="end" fill="#000000">σ &lt; 1 &amp; &quot;D&quot;</text>'), svg);
});

test('opacity has an attribute of its own', () => {
  const pen = new SvgPen();
  pen.fillStyle = '#0072b233';
  pen.fillRect(1, 2, 3, 4);
  assert.ok(pen.finish(9, 9, '').includes('<rect x="1" y="2" width="3" height="4" fill="#0072b2" fill-opacity="0.2"/>'));
});

test('what is moved and turned lies where a canvas has it', () => {
  const pen = new SvgPen();
  pen.save();
  pen.translate(10, 20);
  pen.beginPath();
  pen.moveTo(1, 1);
  pen.save();
  pen.rotate(-Math.PI / 2);
  pen.lineTo(5, 0);
  pen.restore();
  pen.stroke();
  pen.restore();
  pen.fillRect(0, 0, 1, 1);
  const svg = pen.finish(9, 9, '');
  assert.ok(svg.includes('d="M11 21L10 15"'), svg);
  assert.ok(svg.includes('<rect x="0" y="0"'), svg);
});

test('a clip holds until it is restored, within the one around it', () => {
  const pen = new SvgPen();
  const clip = (size: number) => {
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, size, size);
    pen.clip();
    pen.fillRect(0, 0, size, size);
  };
  clip(8);
  clip(4);
  pen.restore();
  pen.restore();
  pen.fillRect(0, 0, 9, 9);
  const lines = pen.finish(9, 9, '').split('\n').slice(1, -2);
  assert.deepEqual(lines, [
    '<clipPath id="clip1"><path d="M0 0L8 0L8 8L0 8Z"/></clipPath>', '<g clip-path="url(#clip1)">', '<rect x="0" y="0" width="8" height="8" fill="#000000"/>', '</g>',
    '<clipPath id="clip2" clip-path="url(#clip1)"><path d="M0 0L4 0L4 4L0 4Z"/></clipPath>', '<g clip-path="url(#clip2)">', '<rect x="0" y="0" width="4" height="4" fill="#000000"/>', '</g>',
    '<rect x="0" y="0" width="9" height="9" fill="#000000"/>',
  ]);
});

test('a line chart has its ticks as text, and a gap where a number is missing', () => {
  const point = (m: number, value: number | null): Point => ({ m, value, low: value === null ? null : value / 2, high: value === null ? null : value * 2, n: null, note: null });
  const chart: Chart = {
    lines: [{ label: 'a', colour: '#0072b2', points: [point(256, 0.4), point(512, 0.2), point(1024, null), point(2048, 0.1), point(4096, 0.05)] }],
    levels: [{ value: 0.1, label: 'target', colour: '#000000' }], spans: [], logarithmic: true, range: null, palette: PALETTES.light, width: 400, height: 320,
  };
  const pen = new SvgPen();
  drawLines(pen, chart);
  const svg = pen.finish(400, 320, 'a');
  for (const text of ['256', '4,096', '0.1', 'samples m']) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
  const line = /<path d="([^"]*)" fill="none" stroke="#0072b2"/.exec(svg)?.[1] ?? '';
  assert.equal(line.match(/M/g)?.length, 2);
  assert.equal(line.match(/L/g)?.length, 2);
});
