import { useRef } from 'preact/hooks';
import { faded, useColours, type Palette } from '../colours';
import { number, tick } from '../format';
import { correlation, linearTicks } from '../scale';
import { binsOf } from './Histogram';
import { endsOfValues } from './Scatter';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

/** Columns of two sets: values[column][row], of which no row is left out. */
export interface PairPlotProps {
  label: string;
  names: string[];
  generated: number[][];
  real: number[][];
}

const LEFT = 56;
const BOTTOM = 36;
const GAP = 10;

/** Each column against each other: points below the diagonal, its own distribution on it, correlations above. */
export function PairPlot(props: PairPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  const size = props.names.length;
  const cell = { width: Math.max(1, (width - LEFT - 2 - (size - 1) * GAP) / size), height: Math.min(190, Math.max(84, (width - LEFT) / size * 0.72)) };
  useDrawing(canvas, width, size * cell.height + (size - 1) * GAP + BOTTOM, (pen) => draw(pen, props, cell, palette), [props.generated, props.real, props.names.join(), palette]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={props.label} /></div>;
}

interface Cell {
  left: number;
  top: number;
  width: number;
  height: number;
}

function draw(pen: Pen, props: PairPlotProps, size: { width: number; height: number }, palette: Palette): void {
  const ends = props.names.map((_, i) => endsOfValues([...props.real[i] ?? [], ...props.generated[i] ?? []], 0.004));
  const cellAt = (row: number, column: number): Cell => ({ left: LEFT + column * (size.width + GAP), top: row * (size.height + GAP), ...size });
  props.names.forEach((name, row) => props.names.forEach((other, column) => {
    const cell = cellAt(row, column);
    const [xs, ys] = [ends[column]!, ends[row]!];
    if (row > column) {
      drawPoints(pen, cell, props, column, row, xs, ys, palette);
    } else if (row === column) {
      drawDistribution(pen, cell, props.generated[row] ?? [], props.real[row] ?? [], xs, palette);
    } else {
      drawCorrelation(pen, cell, props, row, column, palette);
    }
    if (row >= column) {
      frame(pen, cell, palette.line);
    }
    if (column === 0) {
      sideAxis(pen, cell, name, row === 0 ? null : ys, palette);
    }
    if (row === props.names.length - 1) {
      bottomAxis(pen, cell, other, xs, palette);
    }
  }));
}

function frame(pen: Pen, cell: Cell, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.strokeRect(Math.round(cell.left) + 0.5, Math.round(cell.top) + 0.5, Math.round(cell.width) - 1, Math.round(cell.height) - 1);
}

const along = (value: number, [low, high]: [number, number]) => (value - low) / (high - low);

/** A real and a generated point by turns, so that neither set hides the other. */
function drawPoints(pen: Pen, cell: Cell, { generated, real }: PairPlotProps, x: number, y: number, xs: [number, number], ys: [number, number], palette: Palette): void {
  const r = cell.width < 120 ? 0.9 : 1.3;
  const sets = [{ values: real, colour: faded(palette.real, 0.55) }, { values: generated, colour: faded(palette.generated, 0.55) }];
  pen.save();
  pen.beginPath();
  pen.rect(cell.left, cell.top, cell.width, cell.height);
  pen.clip();
  for (let i = 0; i < Math.max(real[x]?.length ?? 0, generated[x]?.length ?? 0); i++) {
    for (const { values, colour } of sets) {
      const [a, b] = [values[x]?.[i], values[y]?.[i]];
      if (a !== undefined && b !== undefined) {
        pen.fillStyle = colour;
        pen.beginPath();
        pen.arc(cell.left + along(a, xs) * cell.width, cell.top + (1 - along(b, ys)) * cell.height, r, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  }
  pen.restore();
}

function drawDistribution(pen: Pen, cell: Cell, generated: number[], real: number[], ends: [number, number], palette: Palette): void {
  const bins = binsOf(generated, real, 28);
  const edges = bins.edges ?? [];
  const most = Math.max(1e-9, ...bins.generated, ...bins.real);
  const x = (edge: number) => cell.left + along(edge, ends) * cell.width;
  const y = (share: number) => cell.top + cell.height - (share / most) * (cell.height - 8);
  pen.save();
  pen.beginPath();
  pen.rect(cell.left, cell.top, cell.width, cell.height);
  pen.clip();
  pen.fillStyle = faded(palette.real, 0.32);
  bins.real.forEach((share, i) => pen.fillRect(x(edges[i] ?? 0), y(share), x(edges[i + 1] ?? 0) - x(edges[i] ?? 0), cell.top + cell.height - y(share)));
  pen.strokeStyle = palette.generated;
  pen.lineWidth = 1.6;
  pen.beginPath();
  bins.generated.forEach((share, i) => {
    pen.lineTo(x(edges[i] ?? 0), y(share));
    pen.lineTo(x(edges[i + 1] ?? 0), y(share));
  });
  pen.stroke();
  pen.restore();
}

function drawCorrelation(pen: Pen, cell: Cell, { generated, real }: PairPlotProps, a: number, b: number, palette: Palette): void {
  const [x, y] = [cell.left + cell.width / 2, cell.top + cell.height / 2];
  const small = cell.width < 110;
  pen.textBaseline = 'middle';
  pen.textAlign = 'center';
  const say = (values: number[][], colour: string, at: number, word: string) => {
    pen.fillStyle = colour;
    pen.font = `600 ${small ? 13 : 17}px ${FONT}`;
    pen.fillText(number(correlation(values[a] ?? [], values[b] ?? []), 2), x, at);
    pen.font = `${small ? 10 : 11}px ${FONT}`;
    pen.fillStyle = palette.quiet;
    pen.fillText(word, x, at + (small ? 13 : 16));
  };
  say(generated, palette.generated, y - (small ? 20 : 26), small ? 'generated' : 'correlation, generated');
  say(real, palette.real, y + (small ? 12 : 14), 'real');
}

function sideAxis(pen: Pen, cell: Cell, name: string, ends: [number, number] | null, palette: Palette): void {
  pen.font = `11px ${FONT}`;
  pen.textBaseline = 'middle';
  pen.fillStyle = palette.quiet;
  pen.textAlign = 'right';
  for (const value of ends === null ? [] : linearTicks(ends[0], ends[1], 3)) {
    pen.fillText(tick(value), cell.left - 5, cell.top + (1 - along(value, ends!)) * cell.height);
  }
  pen.save();
  pen.translate(8, cell.top + cell.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = 'center';
  pen.fillStyle = palette.ink;
  pen.fillText(short(name, cell.height), 0, 0);
  pen.restore();
}

function bottomAxis(pen: Pen, cell: Cell, name: string, ends: [number, number], palette: Palette): void {
  pen.font = `11px ${FONT}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'center';
  pen.fillStyle = palette.quiet;
  for (const value of linearTicks(ends[0], ends[1], Math.max(2, Math.floor(cell.width / 70)))) {
    pen.fillText(tick(value), cell.left + along(value, ends) * cell.width, cell.top + cell.height + 10);
  }
  pen.fillStyle = palette.ink;
  pen.fillText(short(name, cell.width), cell.left + cell.width / 2, cell.top + cell.height + 27);
}

function short(name: string, room: number): string {
  const letters = Math.max(4, Math.floor(room / 7));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}
