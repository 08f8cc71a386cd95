import { faded } from '../colours';
import { count, tick } from '../format';
import { FONT } from './canvas';
import { dashOf, isDotted, isLabelled, strokeOf, xRange, xTicks, yRange, yTicks, type Chart } from './extent';
import type { Line } from './lines';
import { drawBehind, type Places } from './marks';
import type { Pen } from './pen';

const LEFT = 52;
const TOP = 8;
const RIGHT = 14;

/** A chart over m as uPlot draws it, with any pen: what uPlot has drawn cannot be read back. In CSS pixels. */
export function drawLines(pen: Pen, chart: Chart): void {
  const at = placesOf(chart);
  drawAxes(pen, chart, at);
  drawBehind(pen, chart, at);
  pen.save();
  pen.beginPath();
  pen.rect(at.left, at.top, at.right - at.left, at.bottom - at.top);
  pen.clip();
  chart.lines.forEach((line) => drawLine(pen, line, chart.logarithmic, at));
  pen.restore();
}

function placesOf(chart: Chart): Places {
  const [left, top, right, bottom] = [LEFT, TOP, chart.width - RIGHT, chart.height - (isLabelled(chart) ? 44 : 26)];
  const [from, to] = xRange(chart.lines, chart.range);
  const [low, high] = yRange(chart);
  // What lies beyond the ends is cut by the clip and must not be drawn to the edge.
  const share = (value: number, a: number, b: number) => Math.log(value / a) / Math.log(b / a);
  const y = (value: number) => chart.logarithmic ? share(value, low, high) : (value - low) / (high - low);
  return { left, top, right, bottom, ratio: 1, x: (m) => left + share(m, from, to) * (right - left), y: (value) => bottom - y(value) * (bottom - top) };
}

function drawAxes(pen: Pen, chart: Chart, at: Places): void {
  const { palette } = chart;
  pen.font = `11px ${FONT}`;
  pen.textBaseline = 'top';
  pen.textAlign = 'center';
  const line = (colour: string, x1: number, y1: number, x2: number, y2: number) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  };
  pen.fillStyle = palette.quiet;
  for (const m of xTicks(chart, ...xRange(chart.lines, chart.range))) {
    line(palette.grid, at.x(m), at.top, at.x(m), at.bottom);
    line(palette.line, at.x(m), at.bottom, at.x(m), at.bottom + 4);
    pen.fillText(count(m), at.x(m), at.bottom + 8);
  }
  if (isLabelled(chart)) {
    pen.fillText('samples m', (at.left + at.right) / 2, at.bottom + 28);
  }
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  for (const value of yTicks(chart, ...yRange(chart))) {
    line(palette.grid, at.left, at.y(value), at.right, at.y(value));
    line(palette.line, at.left - 4, at.y(value), at.left, at.y(value));
    pen.fillText(tick(value), at.left - 8, at.y(value));
  }
}

function drawLine(pen: Pen, line: Line, logarithmic: boolean, at: Places): void {
  pen.strokeStyle = line.bandOnly ? faded(line.colour, 0.7) : line.colour;
  pen.lineWidth = strokeOf(line);
  pen.setLineDash(dashOf(line));
  pen.lineJoin = 'round';
  pen.beginPath();
  let joined = false;
  for (const { m, value } of line.points) {
    const there = value !== null && (!logarithmic || value > 0);
    if (there) {
      (joined ? pen.lineTo : pen.moveTo).call(pen, at.x(m), at.y(value));
    }
    joined = there;
  }
  pen.stroke();
  pen.setLineDash([]);
  if (isDotted(line)) {
    pen.fillStyle = line.colour;
    for (const { m, value } of line.points) {
      if (value !== null && (!logarithmic || value > 0)) {
        pen.beginPath();
        pen.arc(at.x(m), at.y(value), 2.5, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  }
}
