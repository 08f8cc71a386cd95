import { useRef } from 'preact/hooks';
import { faded, useColours, type Palette } from '../colours';
import { tick } from '../format';
import { linearTicks } from '../scale';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export type Spot = [number, number];

export interface Ends {
  x: [number, number];
  y: [number, number];
}

/** Points of one colour. */
export interface Cloud {
  points: Spot[];
  colour: string;
  /** In [0, 1]; by the number of points where it is left out. */
  opacity?: number;
}

export interface ScatterProps {
  label: string;
  /** The first lies undermost. */
  clouds: Cloud[];
  /** Ways that points went, beneath the points. */
  trails?: { ways: Spot[][]; colour: string };
  ends: Ends;
  names: [string, string];
  /** Whether both axes have one unit. */
  alike: boolean;
}

/** Points in the plane. */
export function Scatter(props: ScatterProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  const height = Math.min(640, Math.max(200, width));
  useDrawing(canvas, width, height, (context) => draw(context, props, width, height, palette),
    [...props.clouds.flatMap(({ points, colour }) => [points, colour]), props.trails?.ways, JSON.stringify(props.ends), palette]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={props.label} /></div>;
}

/** Ends that hold nearly all of some numbers: a share of each end does not press the others together. */
export function endsOfValues(values: number[], share = 0.001): [number, number] {
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(sorted.length * share);
  const [low, high] = [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 1];
  const pad = (high - low || 1) * 0.06;
  return [low - pad, high + pad];
}

export function endsOf(points: Spot[]): Ends {
  return { x: endsOfValues(points.map((point) => point[0])), y: endsOfValues(points.map((point) => point[1])) };
}

function draw(context: Pen, props: ScatterProps, width: number, height: number, palette: Palette): void {
  const [left, top, right, bottom] = [48, 8, 10, 36];
  const [w, h] = [width - left - right, height - top - bottom];
  const { x: xs, y: ys } = props.ends;
  const own = [w / (xs[1] - xs[0]), h / (ys[1] - ys[0])] as const;
  const [unitX, unitY] = props.alike ? [Math.min(...own), Math.min(...own)] : own;
  const centre = [(xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2] as const;
  const x = (value: number) => left + w / 2 + (value - centre[0]) * unitX;
  const y = (value: number) => top + h / 2 - (value - centre[1]) * unitY;
  context.font = `11px ${FONT}`;
  context.textBaseline = 'middle';
  const seen = { x: [centre[0] - w / 2 / unitX, centre[0] + w / 2 / unitX] as const, y: [centre[1] - h / 2 / unitY, centre[1] + h / 2 / unitY] as const };
  for (const value of linearTicks(seen.x[0], seen.x[1], Math.max(2, Math.floor(w / 70)))) {
    rule(context, palette, [x(value), top, x(value), top + h]);
    context.textAlign = 'center';
    context.fillText(tick(value), x(value), top + h + 11);
  }
  for (const value of linearTicks(seen.y[0], seen.y[1], Math.max(2, Math.floor(h / 50)))) {
    rule(context, palette, [left, y(value), left + w, y(value)]);
    context.textAlign = 'right';
    context.fillText(tick(value), left - 6, y(value));
  }
  context.textAlign = 'center';
  context.fillText(props.names[0].slice(0, 40), left + w / 2, top + h + 27);
  context.save();
  context.translate(9, top + h / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(props.names[1].slice(0, 40), 0, 0);
  context.restore();
  context.beginPath();
  context.rect(left, top, w, h);
  context.clip();
  if (props.trails !== undefined) {
    context.strokeStyle = faded(props.trails.colour, 0.35);
    context.lineWidth = 1;
    context.lineJoin = 'round';
    for (const way of props.trails.ways) {
      context.beginPath();
      way.forEach((spot) => context.lineTo(x(spot[0]), y(spot[1])));
      context.stroke();
    }
  }
  props.clouds.forEach((cloud) => drawCloud(context, cloud, x, y, width < 400));
}

function drawCloud(pen: Pen, { points, colour, opacity }: Cloud, x: (value: number) => number, y: (value: number) => number, small: boolean): void {
  pen.fillStyle = faded(colour, opacity ?? (points.length > 2000 ? 0.4 : points.length > 300 ? 0.55 : 0.8));
  const r = (points.length > 300 ? 1.7 : 2.4) * (small ? 0.8 : 1);
  for (const point of points) {
    pen.beginPath();
    pen.arc(x(point[0]), y(point[1]), r, 0, 2 * Math.PI);
    pen.fill();
  }
}

function rule(context: Pen, palette: Palette, [x1, y1, x2, y2]: [number, number, number, number]): void {
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.fillStyle = palette.quiet;
}
