import { faded } from '../colours';
import type { Chart } from './extent';
import type { Span } from './lines';
import type { Pen } from './pen';

/** Where numbers lie in the frame of a chart, in the pen's units, of which a CSS pixel has `ratio`. */
export interface Places {
  x: (m: number) => number;
  y: (value: number) => number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  ratio: number;
}

/** Bands of intervals, levels and spans, under the lines. */
export function drawBehind(ctx: Pen, chart: Chart, at: Places): void {
  const { ratio, bottom } = at;
  ctx.save();
  ctx.beginPath();
  ctx.rect(at.left, at.top, at.right - at.left, bottom - at.top);
  ctx.clip();
  const y = (value: number | null, open: number) => value === null ? open
    : chart.logarithmic && value <= 0 ? bottom + 1 : at.y(value);
  for (const line of chart.lines) {
    const band = line.points.filter((point) => point.value !== null && (point.low !== null || point.high !== null));
    ctx.fillStyle = faded(line.colour, line.bandOnly ? 0.18 : line.curve ? 0.13 : 0.26);
    const [only] = band;
    if (band.length === 1 && only !== undefined) {
      const half = (line.bandOnly ? 14 : 2) * ratio;
      const top = y(only.high, at.top);
      ctx.fillStyle = faded(line.colour, line.bandOnly ? 0.18 : 0.45);
      ctx.fillRect(at.x(only.m) - half, top, 2 * half, y(only.low, bottom) - top);
      continue;
    }
    ctx.beginPath();
    band.forEach((point) => ctx.lineTo(at.x(point.m), y(point.high, at.top)));
    [...band].reverse().forEach((point) => ctx.lineTo(at.x(point.m), y(point.low, bottom)));
    ctx.fill();
  }
  for (const level of chart.levels) {
    ctx.strokeStyle = level.colour;
    ctx.lineWidth = 1.25 * ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    const height = y(level.value, bottom);
    ctx.beginPath();
    ctx.moveTo(at.left, height);
    ctx.lineTo(at.right, height);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  chart.spans.forEach((span, i) => drawSpan(ctx, span, at, bottom - (6 + 9 * i) * ratio));
  ctx.restore();
}

/** What a target takes: from the least to the most, with the middle marked; an arrow where no end is known. */
function drawSpan(ctx: Pen, span: Span, { x, right: edge, ratio }: Places, at: number): void {
  const [left, middleX] = [x(span.low), x(span.value)];
  const right = span.high === null ? edge - 2 * ratio : x(span.high);
  ctx.strokeStyle = span.colour;
  ctx.fillStyle = span.colour;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.moveTo(left, at);
  ctx.lineTo(right, at);
  ctx.moveTo(left, at - 3 * ratio);
  ctx.lineTo(left, at + 3 * ratio);
  if (span.high === null) {
    ctx.moveTo(right - 4 * ratio, at - 3 * ratio);
    ctx.lineTo(right, at);
    ctx.lineTo(right - 4 * ratio, at + 3 * ratio);
  } else {
    ctx.moveTo(right, at - 3 * ratio);
    ctx.lineTo(right, at + 3 * ratio);
  }
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(middleX, at - 5 * ratio);
  ctx.lineTo(middleX + 5 * ratio, at);
  ctx.lineTo(middleX, at + 5 * ratio);
  ctx.lineTo(middleX - 5 * ratio, at);
  ctx.fill();
}
