import { useRef } from 'preact/hooks';
import { faded, useColours, type Palette } from '../colours';
import { tick } from '../format';
import { linearTicks } from '../scale';
import { FONT, useDrawing, useWidth } from './canvas';
import type { Pen } from './pen';

export interface Ends {
  x: [number, number];
  y: [number, number];
}

export interface ScatterProps {
  label: string;
  points: [number, number][];
  colour: string;
  ends: Ends;
  names: [string, string];
}

/** Points in the plane, one unit as long on both axes. */
export function Scatter(props: ScatterProps) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(host);
  const palette = useColours();
  const height = Math.min(640, Math.max(200, width));
  useDrawing(canvas, width, height, (context) => draw(context, props, width, height, palette), [props.points, JSON.stringify(props.ends), palette, props.colour]);
  return <div ref={host} class="panel"><canvas ref={canvas} role="img" aria-label={props.label} /></div>;
}

/** Ends that hold nearly all points of both sets: the outermost 0.1 % do not press the others together. */
export function endsOf(points: [number, number][]): Ends {
  const ends = (values: number[]): [number, number] => {
    const sorted = Float64Array.from(values).sort();
    const cut = Math.floor(sorted.length * 0.001);
    const [low, high] = [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 1];
    const pad = (high - low || 1) * 0.06;
    return [low - pad, high + pad];
  };
  return { x: ends(points.map((point) => point[0])), y: ends(points.map((point) => point[1])) };
}

function draw(context: Pen, props: ScatterProps, width: number, height: number, palette: Palette): void {
  const [left, top, right, bottom] = [48, 8, 10, 36];
  const [w, h] = [width - left - right, height - top - bottom];
  const { x: xs, y: ys } = props.ends;
  const unit = Math.min(w / (xs[1] - xs[0]), h / (ys[1] - ys[0]));
  const centre = [(xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2] as const;
  const x = (value: number) => left + w / 2 + (value - centre[0]) * unit;
  const y = (value: number) => top + h / 2 - (value - centre[1]) * unit;
  context.font = `11px ${FONT}`;
  context.textBaseline = 'middle';
  const seen = { x: [centre[0] - w / 2 / unit, centre[0] + w / 2 / unit] as const, y: [centre[1] - h / 2 / unit, centre[1] + h / 2 / unit] as const };
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
  context.fillStyle = faded(props.colour, props.points.length > 2000 ? 0.4 : 0.55);
  const r = width < 400 ? 1.3 : 1.7;
  for (const point of props.points) {
    context.beginPath();
    context.arc(x(point[0]), y(point[1]), r, 0, 2 * Math.PI);
    context.fill();
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
