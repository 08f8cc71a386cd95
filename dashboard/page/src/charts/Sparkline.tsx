import { useRef } from 'preact/hooks';
import type { Maybe } from '../api';
import { faded, useColours } from '../colours';
import { logShare } from '../scale';
import { useDrawing, useWidthInSight } from './canvas';
import type { Pen } from './pen';

export interface SparklineProps {
  label: string;
  milestones: number[];
  value: Maybe<number>[];
  low?: Maybe<number>[] | undefined;
  high?: Maybe<number>[] | undefined;
  colour: string;
  /** A value to compare with, drawn as a dotted line. */
  level?: number | null;
  /** Ends of the vertical axis, so that several have the same one. */
  ends?: [number, number] | undefined;
  height: number;
}

/** Values over m, both logarithmic, without axes. */
export function Sparkline(props: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const width = useWidthInSight(host);
  const palette = useColours();
  useDrawing(canvas, width, props.height, (context) => draw(context, props, width, palette.quiet), [JSON.stringify(props), palette]);
  return <div class="spark" ref={host}><canvas ref={canvas} role="img" aria-label={props.label} /></div>;
}

/** The least and the largest positive number of all; null for none. */
export function endsOf(values: (Maybe<number> | undefined)[]): [number, number] | undefined {
  const positive = values.filter((value): value is number => value != null && value > 0);
  return positive.length === 0 ? undefined : [Math.min(...positive), Math.max(...positive)];
}

function draw(context: Pen, props: SparklineProps, width: number, quiet: string): void {
  const pad = 4;
  const ends = props.ends ?? endsOf([...props.value, props.level]);
  const [first, last] = [props.milestones[0], props.milestones[props.milestones.length - 1]];
  if (ends === undefined || first === undefined || last === undefined) {
    return;
  }
  const x = (m: number) => first === last ? width - pad - 2 : pad + logShare(m, first, last) * (width - 2 * pad - 2);
  const y = (value: number) => ends[0] === ends[1] ? props.height / 2 : props.height - pad - logShare(value, ends[0], ends[1]) * (props.height - 2 * pad);
  if (props.level != null && props.level >= ends[0] && props.level <= ends[1]) {
    context.strokeStyle = quiet;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(0, y(props.level));
    context.lineTo(width, y(props.level));
    context.stroke();
    context.setLineDash([]);
  }
  const points = props.milestones.map((m, i) => ({ m, value: props.value[i] ?? null, low: props.low?.[i] ?? null, high: props.high?.[i] ?? null }))
    .filter((point): point is { m: number; value: number; low: number | null; high: number | null } => point.value !== null && point.value > 0);
  context.fillStyle = faded(props.colour, 0.22);
  context.beginPath();
  points.forEach((point) => context.lineTo(x(point.m), y(point.high ?? point.value)));
  [...points].reverse().forEach((point) => context.lineTo(x(point.m), y(point.low ?? point.value)));
  context.fill();
  context.strokeStyle = props.colour;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.beginPath();
  points.forEach((point) => context.lineTo(x(point.m), y(point.value)));
  context.stroke();
  const end = points[points.length - 1];
  if (end !== undefined) {
    context.fillStyle = props.colour;
    context.beginPath();
    context.arc(x(end.m), y(end.value), 2.5, 0, 2 * Math.PI);
    context.fill();
  }
}
