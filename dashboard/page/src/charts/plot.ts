import type uPlot from 'uplot';
import { faded } from '../colours';
import { count, tick } from '../format';
import { nearestLog } from '../scale';
import { FONT } from './canvas';
import { dashOf, isDotted, isLabelled, strokeOf, xRange, xTicks, xsOf, yRange, yTicks, type Chart } from './extent';
import { milestonesOf, type Line } from './lines';
import { drawBehind, type Places } from './marks';

export interface Handlers {
  onCursor: (m: number | null) => void;
  onSelect: (from: number, to: number) => void;
  onReset: () => void;
}

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

export function optionsOf(chart: Chart, handlers: Handlers): uPlot.Options {
  const { palette, lines } = chart;
  const xs = xsOf(lines);
  const milestones = milestonesOf(lines);
  const axis = {
    stroke: palette.quiet, font: `11px ${FONT}`, grid: { stroke: palette.grid, width: 1 },
    ticks: { stroke: palette.line, width: 1, size: 4 }, gap: 4,
  };
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
      { ...axis, size: 26, ...(isLabelled(chart) ? { label: 'samples m', labelSize: 18, labelGap: 2, labelFont: `11px ${FONT}` } : {}), filter: keep, splits: (_u, _i, low, high) => xTicks(chart, low, high), values: (_, splits) => splits.map(count) },
      { ...axis, size: 52, filter: keep, splits: (_u, _i, low, high) => yTicks(chart, low, high), values: (_, splits) => splits.map(tick) },
    ],
    series: [
      {},
      ...lines.map((line): uPlot.Series => ({
        stroke: line.bandOnly ? faded(line.colour, 0.7) : line.colour,
        width: strokeOf(line),
        dash: dashOf(line),
        points: { show: isDotted(line), size: 5, fill: line.colour, stroke: line.colour, width: 0 },
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
      drawAxes: [(u) => drawBehind(u.ctx, chart, placesOf(u))],
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

function placesOf(u: uPlot): Places {
  const { left, top, width, height } = u.bbox;
  return {
    x: (m) => u.valToPos(m, 'x', true), y: (value) => u.valToPos(value, 'y', true),
    left, top, right: left + width, bottom: top + height, ratio: devicePixelRatio,
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
