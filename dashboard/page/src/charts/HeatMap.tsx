import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Maybe, Series } from '../api';
import { seriesColour, useColours, viridis, type Palette } from '../colours';
import { count, number, tick, withInterval } from '../format';
import { logShare, logTicks } from '../scale';
import { word } from '../api';
import { Text } from '../views/Text';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export interface HeatMapProps {
  label: string;
  symbol: string;
  /** One for each timestep, in order of k; any may be missing. */
  series: Map<number, Series>;
  timesteps: number;
  milestones: number[];
  times: number[];
  sigmas: number[];
  chosen: number[];
  /** Marked beside the colours; null where there is none. */
  target: number | null;
  onTimestep: (k: number) => void;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Place {
  k: number;
  column: number;
}

const LEFT = 50;
const RIGHT = 80;
const TOP = 8;
const BOTTOM = 40;

/** Timestep by milestone, the value in viridis on a logarithmic scale, verdicts as marks. */
export function HeatMap(props: HeatMapProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  const [place, setPlace] = useState<Place | null>(null);
  const height = TOP + BOTTOM + Math.min(520, Math.max(300, Math.round(props.timesteps * 8.4)));
  const box = { left: LEFT, top: TOP, width: Math.max(1, width - LEFT - RIGHT), height: height - TOP - BOTTOM };
  const layout = JSON.stringify([props.milestones, props.timesteps]);
  const cells = useMemo(() => cellsOf(props), [props.series, layout]);
  const ends = useMemo(() => endsOf(cells), [cells]);
  useDrawing(canvas, width, height, (context) => draw(context, props, cells, ends, box, palette), [cells, palette, layout, props.chosen.join()]);
  // A canvas of its own: a thousand rows are not drawn anew whenever the pointer moves.
  useDrawing(above, width, height, (context) => outline(context, place === null ? [] : [place], axesOf(props, box), palette.ink, 2.5), [place, palette, layout]);
  useEffect(() => {
    if (place !== null && place.column >= props.milestones.length) {
      setPlace(null);
    }
  }, [props.milestones.length]);

  const at = (event: MouseEvent): Place | null => {
    const frame = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const column = Math.floor(((event.clientX - frame.left - box.left) / box.width) * props.milestones.length);
    const row = Math.floor(((frame.top + box.top + box.height - event.clientY) / box.height) * props.timesteps);
    return column >= 0 && column < props.milestones.length && row >= 0 && row < props.timesteps ? { k: row + 1, column } : null;
  };
  const move = (event: KeyboardEvent) => {
    const last = props.milestones.length - 1;
    const here = place ?? { k: props.chosen[0] ?? 1, column: last };
    const next: Record<string, Place> = {
      ArrowUp: { ...here, k: here.k + 1 }, ArrowDown: { ...here, k: here.k - 1 },
      ArrowRight: { ...here, column: here.column + 1 }, ArrowLeft: { ...here, column: here.column - 1 },
      PageUp: { ...here, k: here.k + 10 }, PageDown: { ...here, k: here.k - 10 },
      Home: { ...here, column: 0 }, End: { ...here, column: last },
    };
    const to = place === null && next[event.key] !== undefined ? here : next[event.key];
    if (to !== undefined) {
      setPlace({ k: Math.min(props.timesteps, Math.max(1, to.k)), column: Math.min(last, Math.max(0, to.column)) });
    } else if (event.key === 'Enter' || event.key === ' ') {
      props.onTimestep(here.k);
    } else if (event.key === 'Escape') {
      setPlace(null);
    } else {
      return;
    }
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const clicked = at(event);
    if (clicked !== null) {
      props.onTimestep(clicked.k);
    }
  };
  return (
    <>
      <div ref={host} class="heat" role="application" tabIndex={0} onKeyDown={move} onClick={click}
        aria-label={`${props.label}: timestep by milestone. Arrow keys move, Enter chooses the timestep.`}
        onPointerMove={(event) => setPlace(at(event))} onPointerLeave={() => setPlace(null)}>
        <canvas ref={canvas} aria-hidden="true" /><canvas ref={above} class="above" aria-hidden="true" />
      </div>
      <p class="read-out" role="status">{place === null ? <span class="quiet">{props.target !== null && '✓ certified, ✗ refuted at the target ε. '}Click a row to see it against m.</span> : <ReadOut {...props} place={place} />}</p>
    </>
  );
}

function ReadOut(props: HeatMapProps & { place: Place }) {
  const { k, column } = props.place;
  const m = props.milestones[column] ?? 0;
  const series = props.series.get(k);
  const i = series?.milestones.indexOf(m) ?? -1;
  const verdict = series?.verdict[i] ?? null;
  return (
    <>
      <b>k = {k}</b>, τ = {number(props.times[k - 1])}, σ = {number(props.sigmas[k - 1])}, m = {count(m)}: <Text of={props.symbol} />{' '}
      <b>{withInterval(series?.value[i], series?.low[i], series?.high[i])}</b>
      {series?.leftOut[i] != null && <> left out: {series.leftOut[i]}</>}
      {series?.n[i] != null && <>, n = {count(series.n[i])}</>}
      {verdict !== null && <>, {word(verdict)}</>}
    </>
  );
}

interface HeatCell {
  value: Maybe<number>;
  verdict: Maybe<string>;
}

/** Where columns and timesteps begin and end, in pixels. */
interface Axes {
  x: (column: number) => number;
  y: (k: number) => number;
  columns: number;
}

function axesOf(props: HeatMapProps, box: Box): Axes {
  const columns = props.milestones.length;
  return {
    columns,
    x: (column) => box.left + (column / columns) * box.width,
    y: (k) => box.top + box.height - (k / props.timesteps) * box.height,
  };
}

/** [timestep − 1][column] */
function cellsOf(props: HeatMapProps): HeatCell[][] {
  return Array.from({ length: props.timesteps }, (_, row) => {
    const series = props.series.get(row + 1);
    const places = new Map(series?.milestones.map((m, i) => [m, i]));
    return props.milestones.map((m) => {
      const i = places.get(m);
      return { value: i === undefined ? null : series?.value[i] ?? null, verdict: i === undefined ? null : series?.verdict[i] ?? null };
    });
  });
}

function endsOf(cells: HeatCell[][]): [number, number] {
  const values = cells.flat().map((cell) => cell.value).filter((value): value is number => value !== null && value > 0);
  return values.length === 0 ? [0.1, 1] : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function draw(context: Pen, props: HeatMapProps, cells: HeatCell[][], ends: [number, number], box: Box, palette: Palette): void {
  const { x, y, columns } = axesOf(props, box);
  cells.forEach((row, i) => row.forEach((cell, column) => {
    if (cell.value !== null) {
      const colour = viridis(cell.value > 0 ? logShare(cell.value, ends[0], ends[1]) : 0);
      context.fillStyle = `rgb(${colour.join()})`;
      const [left, top] = [Math.round(x(column)), Math.round(y(i + 1))];
      context.fillRect(left, top, Math.round(x(column + 1)) - left - (box.width / columns > 6 ? 1 : 0), Math.round(y(i)) - top - (box.height / props.timesteps > 12 ? 1 : 0));
      mark(context, cell.verdict, (x(column) + x(column + 1)) / 2, (y(i) + y(i + 1)) / 2, Math.min(box.width / columns, box.height / props.timesteps), colour);
    }
  }));
  axes(context, props, box, x, y, palette);
  legend(context, ends, props.target, box, palette);
  outline(context, props.chosen.map((k) => ({ k, column: -1 })), { x, y, columns }, palette.ink, 1);
  props.chosen.forEach((k, i) => pointer(context, box.left + box.width, (y(k) + y(k - 1)) / 2, seriesColour(palette, i)));
}

/** A tick or a cross in the colour that shows on the cell. */
function mark(context: Pen, verdict: Maybe<string>, x: number, y: number, cell: number, on: [number, number, number]): void {
  const kind = verdict === null ? '' : word(verdict);
  if (cell < 5 || (kind !== 'certified' && kind !== 'refuted')) {
    return;
  }
  const r = Math.min(3.2, cell * 0.32);
  context.strokeStyle = 0.299 * on[0] + 0.587 * on[1] + 0.114 * on[2] > 120 ? '#000000b0' : '#ffffffc8';
  context.lineWidth = 1.1;
  context.beginPath();
  if (kind === 'certified') {
    context.moveTo(x - r, y);
    context.lineTo(x - r * 0.3, y + r * 0.8);
    context.lineTo(x + r, y - r * 0.8);
  } else {
    context.moveTo(x - r * 0.7, y - r * 0.7);
    context.lineTo(x + r * 0.7, y + r * 0.7);
    context.moveTo(x + r * 0.7, y - r * 0.7);
    context.lineTo(x - r * 0.7, y + r * 0.7);
  }
  context.stroke();
}

function outline(context: Pen, places: Place[], { x, y, columns }: Axes, colour: string, thick: number): void {
  context.strokeStyle = colour;
  context.lineWidth = thick;
  for (const { k, column } of places) {
    const [from, to] = column < 0 ? [0, columns] : [column, column + 1];
    context.strokeRect(Math.round(x(from)) - 0.5, Math.round(y(k)) - 0.5, Math.round(x(to)) - Math.round(x(from)), Math.round(y(k - 1)) - Math.round(y(k)));
  }
}

/** Which line of the error chart the row is. */
function pointer(context: Pen, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x + 2, y);
  context.lineTo(x + 11, y - 5);
  context.lineTo(x + 11, y + 5);
  context.fill();
}

function axes(context: Pen, props: HeatMapProps, box: Box, x: (column: number) => number, y: (k: number) => number, palette: Palette): void {
  context.font = `11px ${FONT}`;
  context.fillStyle = palette.quiet;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const every = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500].find((step) => (step * box.height) / props.timesteps >= 26) ?? 1000;
  for (let k = 1; k <= props.timesteps; k++) {
    if (k === 1 || (k % every === 0 && (k - 1) * box.height / props.timesteps >= 14)) {
      context.fillText(String(k), box.left - 6, (y(k) + y(k - 1)) / 2);
    }
  }
  context.textAlign = 'center';
  const most = Math.max(2, Math.floor(box.width / (16 + 7 * count(props.milestones[props.milestones.length - 1]).length)));
  const step = Math.max(1, Math.ceil(props.milestones.length / most));
  for (let column = props.milestones.length - 1; column >= 0; column -= step) {
    context.fillText(count(props.milestones[column]), (x(column) + x(column + 1)) / 2, box.top + box.height + 12);
  }
  context.fillText('samples m', box.left + box.width / 2, box.top + box.height + 30);
  context.save();
  context.translate(10, box.top + box.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText('timestep k', 0, 0);
  context.restore();
}

function legend(context: Pen, ends: [number, number], target: number | null, box: Box, palette: Palette): void {
  const left = box.left + box.width + 22;
  const height = Math.min(box.height, 220);
  for (let i = 0; i < height; i++) {
    context.fillStyle = `rgb(${viridis(1 - i / (height - 1)).join()})`;
    context.fillRect(left, box.top + i, 10, 1.5);
  }
  context.fillStyle = palette.quiet;
  context.textAlign = 'left';
  const place = (value: number) => box.top + height * (1 - logShare(value, ends[0], ends[1]));
  const marked = target !== null && target > ends[0] && target < ends[1] ? place(target) : null;
  if (marked !== null) {
    context.fillStyle = palette.ink;
    context.fillRect(left - 3, marked - 0.75, 16, 1.5);
    context.fillText(`ε ${tick(target!)}`, left + 16, marked);
    context.fillStyle = palette.quiet;
  }
  for (const value of logTicks(ends[0], ends[1], 7)) {
    const y = place(value);
    if (marked !== null && Math.abs(y - marked) < 12) {
      continue;
    }
    context.fillRect(left + 10, y, 3, 1);
    context.fillText(tick(value), left + 16, Math.min(box.top + height - 4, Math.max(box.top + 5, y)));
  }
}
