import type uPlot from 'uplot';
import { faded, type Palette } from '../colours';
import { count, tick } from '../format';
import type { Range } from '../route';
import { linearTicks, logTicks, milestoneTicks, nearestLog, padLog } from '../scale';
import { FONT } from './canvas';
import { milestonesOf, type Level, type Line, type Span } from './lines';

/** What uPlot is told: scales, axes and what is drawn behind the lines. */
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

export interface Handlers {
  onCursor: (m: number | null) => void;
  onSelect: (from: number, to: number) => void;
  onReset: () => void;
}

const xsOf = (lines: Line[]) => [...new Set(lines.flatMap((line) => line.points.map((point) => point.m)))].sort((a, b) => a - b);

/** Lines on one axis: undefined where a line has no point, null where it has a gap. */
export function dataOf(lines: Line[], logarithmic: boolean): uPlot.AlignedData {
  const xs = xsOf(lines);
  const place = new Map(xs.map((x, i) => [x, i]));
  const rows = lines.map((line) => {
    const row: (number | null | undefined)[] = new Array<undefined>(xs.length).fill(undefined);
    for (const point of line.points) {
      row[place.get(point.m)!] = point.value === null || (logarithmic && point.value <= 0) ? null : point.value;
    }
    return row;
  });
  return [xs, ...rows] as uPlot.AlignedData;
}

/** The range of m that is seen. */
export function xRange(lines: Line[], range: Range): [number, number] {
  if (range !== null) {
    return range;
  }
  const xs = xsOf(lines);
  return xs.length === 0 ? [1, 10] : padLog(xs[0]!, xs[xs.length - 1]!, 0.03);
}

function yRange(chart: Chart): [number, number] {
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

export function optionsOf(chart: Chart, handlers: Handlers): uPlot.Options {
  const { palette, lines } = chart;
  const xs = xsOf(lines);
  const milestones = milestonesOf(lines);
  const axis = {
    stroke: palette.quiet, font: `11px ${FONT}`, grid: { stroke: palette.grid, width: 1 },
    ticks: { stroke: palette.line, width: 1, size: 4 }, gap: 4,
  };
  const most = (pixels: number, each: number) => Math.max(2, Math.floor(pixels / each));
  const keep: uPlot.Axis.Filter = (_, splits) => splits;
  return {
    width: chart.width,
    height: chart.height,
    padding: [8, 14, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false, distr: 3, log: 2, range: () => xRange(lines, chart.range) },
      y: { distr: chart.logarithmic ? 3 : 1, log: 10, range: () => yRange(chart) },
    },
    axes: [
      { ...axis, size: 26, ...(chart.height >= 300 ? { label: 'samples m', labelSize: 18, labelGap: 2, labelFont: `11px ${FONT}` } : {}), filter: keep, splits: (_u, _i, low, high) => milestoneTicks(low, high, milestones, most(chart.width - 60, 18 + 6.6 * count(high).length)), values: (_, splits) => splits.map(count) },
      { ...axis, size: 52, filter: keep, splits: (_u, _i, low, high) => (chart.logarithmic ? logTicks : linearTicks)(low, high, most(chart.height - 30, 26)), values: (_, splits) => splits.map(tick) },
    ],
    series: [
      {},
      ...lines.map((line): uPlot.Series => ({
        stroke: line.bandOnly ? faded(line.colour, 0.7) : line.colour,
        width: line.thin || line.bandOnly ? 1 : 1.75,
        ...(line.dashed || line.bandOnly ? { dash: line.bandOnly ? [2, 3] : [6, 4] } : {}),
        points: { show: !line.dashed && !line.bandOnly && !line.thin && line.points.length <= 40, size: 5, fill: line.colour, stroke: line.colour, width: 0 },
      })),
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 6 },
      sync: { key: 'm', scales: ['x', null] },
      points: { size: 8, fill: (_u, i) => lines[i - 1]?.colour ?? palette.ink, stroke: palette.background, width: 2 },
      dataIdx: (u, series, closest, x) => {
        const line = lines[series - 1];
        if (line === undefined || line.points.length === 0) {
          return closest;
        }
        const m = nearestLog(milestones.length > 0 ? milestones : xs, Math.max(x, 1e-9));
        const target = line.curve ? Math.max(x, 1e-9) : (milestones[m] ?? x);
        const near = line.points[nearestLog(line.points.map((point) => point.m), target)]!.m;
        const far = Math.abs(Math.log(near / target)) > (line.curve ? 0.2 : 1e-9);
        return far ? (null as unknown as number) : (u.data[0] as number[]).indexOf(near);
      },
      bind: { dblclick: () => () => { handlers.onReset(); return null; } },
    },
    hooks: {
      drawAxes: [(u) => behind(u, chart)],
      setCursor: [(u) => handlers.onCursor(underCursor(u, milestones, lines))],
      setSelect: [(u) => {
        if (u.select.width > 6) {
          const [from, to] = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          handlers.onSelect(from, to);
        }
      }],
    },
  };
}

/** The measured m next to the cursor; past the newest one, the cursor's own where something is forecast. */
function underCursor(u: uPlot, milestones: number[], lines: Line[]): number | null {
  const left = u.cursor.left ?? -1;
  if (left < 0) {
    return null;
  }
  const m = u.posToVal(left, 'x');
  const newest = milestones[milestones.length - 1];
  if (newest !== undefined && m > newest * 1.2 && lines.some((line) => line.curve)) {
    return Number(m.toPrecision(3));
  }
  return milestones[nearestLog(milestones, m)] ?? null;
}

/** Bands of intervals, levels and spans, under the lines. */
function behind(u: uPlot, chart: Chart): void {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const bottom = bbox.top + bbox.height;
  const y = (value: number | null, open: number) => value === null ? open
    : chart.logarithmic && value <= 0 ? bottom + 1 : u.valToPos(value, 'y', true);
  let fans = 0;
  for (const line of chart.lines) {
    const band = line.points.filter((point) => point.value !== null && (point.low !== null || point.high !== null));
    ctx.fillStyle = faded(line.colour, line.bandOnly ? 0.18 : 0.2);
    if (band.length === 1 || (line.curve && band.length > 0)) {
      for (const point of band) {
        const x = u.valToPos(point.m, 'x', true);
        const [top, low] = [y(point.high, bbox.top), y(point.low, bottom)];
        ctx.fillStyle = faded(line.colour, line.bandOnly ? 0.18 : 0.45);
        const half = (line.bandOnly ? 14 : 2) * ratio;
        ctx.fillRect(x - half - fans * 6 * ratio, top, 2 * half, low - top);
      }
      fans += line.curve ? 1 : 0;
      continue;
    }
    ctx.beginPath();
    band.forEach((point) => ctx.lineTo(u.valToPos(point.m, 'x', true), y(point.high, bbox.top)));
    [...band].reverse().forEach((point) => ctx.lineTo(u.valToPos(point.m, 'x', true), y(point.low, bottom)));
    ctx.fill();
  }
  for (const level of chart.levels) {
    ctx.strokeStyle = level.colour;
    ctx.lineWidth = 1.25 * ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    const at = y(level.value, bottom);
    ctx.beginPath();
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(bbox.left + bbox.width, at);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  chart.spans.forEach((span, i) => drawSpan(u, span, bottom - (6 + 9 * i) * ratio, ratio));
  ctx.restore();
}

/** What a target takes: from the least to the most, with the middle marked; an arrow where no end is known. */
function drawSpan(u: uPlot, span: Span, at: number, ratio: number): void {
  const { ctx, bbox } = u;
  const edge = bbox.left + bbox.width;
  const [left, middleX] = [u.valToPos(span.low, 'x', true), u.valToPos(span.value, 'x', true)];
  const right = span.high === null ? edge - 2 * ratio : u.valToPos(span.high, 'x', true);
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
