import type { Palette } from '../colours';
import { count } from '../format';
import type { Range } from '../route';
import { linearTicks, logTicks, milestoneTicks, padLog } from '../scale';
import { milestonesOf, type Level, type Line, type Span } from './lines';

/** What a chart over m shows, and how large. */
export interface Chart {
  lines: Line[];
  levels: Level[];
  spans: Span[];
  logarithmic: boolean;
  range: Range;
  palette: Palette;
  width: number;
  height: number;
}

export const xsOf = (lines: Line[]) => [...new Set(lines.flatMap((line) => line.points.map((point) => point.m)))].sort((a, b) => a - b);

/** The range of m that is seen. */
export function xRange(lines: Line[], range: Range): [number, number] {
  if (range !== null) {
    return range;
  }
  const xs = xsOf(lines);
  return xs.length === 0 ? [1, 10] : padLog(xs[0]!, xs[xs.length - 1]!, 0.03);
}

export function yRange(chart: Chart): [number, number] {
  const [from, to] = xRange(chart.lines, chart.range);
  const seen = chart.lines.flatMap((line) => line.points.filter((point) => point.m >= from * 0.999 && point.m <= to * 1.001)
    .flatMap((point) => point.value === null ? [] : [point.value, point.low, point.high]));
  const values = [...seen, ...chart.levels.map((level) => level.value)]
    .filter((value): value is number => value !== null && Number.isFinite(value) && (!chart.logarithmic || value > 0));
  if (values.length === 0) {
    return chart.logarithmic ? [0.1, 1] : [0, 1];
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (chart.logarithmic) {
    const least = Math.max(low, Math.min(...middle(chart, from, to)) / 30);
    return padLog(least, high, 0.07);
  }
  return [Math.min(0, low), high > 0 ? high * 1.08 : high === low ? low + 1 : high];
}

/** Values without their intervals, so that one open interval does not press all else together. */
function middle(chart: Chart, from: number, to: number): number[] {
  const values = chart.lines.flatMap((line) => line.points.filter((point) => point.m >= from * 0.999 && point.m <= to * 1.001).map((point) => point.value))
    .filter((value): value is number => value !== null && value > 0);
  return values.length > 0 ? values : [Number.POSITIVE_INFINITY];
}

const most = (pixels: number, each: number) => Math.max(2, Math.floor(pixels / each));

export function xTicks(chart: Chart, low: number, high: number): number[] {
  return milestoneTicks(low, high, milestonesOf(chart.lines), most(chart.width - 60, 18 + 6.6 * count(high).length));
}

export function yTicks(chart: Chart, low: number, high: number): number[] {
  return (chart.logarithmic ? logTicks : linearTicks)(low, high, most(chart.height - 30, 26));
}

/** Whether the axis has room to say what it is. */
export const isLabelled = (chart: Chart) => chart.height >= 300;

/** Whether each of a line's values has a point. */
export const isDotted = (line: Line) => !line.dashed && !line.bandOnly && !line.thin && line.points.length <= 40;

export const strokeOf = (line: Line) => (line.thin || line.bandOnly ? 1 : line.curve ? 1.25 : 1.75);

export const dashOf = (line: Line) => (line.bandOnly ? [2, 3] : line.dashed ? [5, 4] : []);
