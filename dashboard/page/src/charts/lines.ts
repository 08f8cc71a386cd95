import type { Curve, Maybe, Series } from '../api';
import type { Table } from '../csv';
import type { Range } from '../route';

/** A number at m samples, with its interval where it has one. */
export interface Point {
  m: number;
  value: Maybe<number>;
  low: Maybe<number>;
  high: Maybe<number>;
  n: Maybe<number>;
  note: Maybe<string>;
}

export interface Line {
  label: string;
  colour: string;
  points: Point[];
  dashed?: boolean;
  /** Its interval only, as a band behind the others. */
  bandOnly?: boolean;
  thin?: boolean;
  /** Goes beyond what was measured, so that nothing is to be read off at milestones. */
  curve?: boolean;
}

/** A value that all of the axis has, such as a target. */
export interface Level {
  value: number;
  label: string;
  colour: string;
}

/** A range of m that is marked on the axis. */
export interface Span {
  low: number;
  value: number;
  /** null: past the axis. */
  high: Maybe<number>;
  colour: string;
  label: string;
}

const at = <T>(values: T[] | undefined, i: number): T | null => values?.[i] ?? null;

/** What was measured before the first sample has no place on a logarithmic axis. */
const isPlaced = ({ m }: Point) => m > 0;

export function pointsOf(series: Series | undefined): Point[] {
  return series === undefined ? [] : series.milestones.map((m, i) => ({
    m, value: at(series.value, i), low: at(series.low, i), high: at(series.high, i), n: at(series.n, i), note: at(series.leftOut, i),
  })).filter(isPlaced);
}

export function pointsOfCurve(curve: Curve): Point[] {
  return curve.milestones.map((m, i) => ({
    m, value: at(curve.value, i), low: at(curve.low, i), high: at(curve.high, i), n: null,
    note: curve.timestep?.[i] == null ? null : `k = ${curve.timestep[i]}`,
  })).filter(isPlaced);
}

/** All milestones of the lines that are measured, in order, each once. */
export function milestonesOf(lines: Line[]): number[] {
  return [...new Set(lines.filter((line) => !line.curve).flatMap((line) => line.points.map((point) => point.m)))].sort((a, b) => a - b);
}

export const within = (m: number, range: Range) => range === null || (m >= range[0] && m <= range[1]);

/** What is seen of the lines, a row for each milestone. */
export function tableOf(lines: Line[], range: Range): Table {
  const measured = lines.filter((line) => !line.curve);
  const head = ['m', ...measured.flatMap((line) => line.bandOnly
    ? [line.label, `${line.label}, low`, `${line.label}, high`]
    : [line.label, ...(hasInterval(line) ? [`${line.label}, low`, `${line.label}, high`] : []), ...(hasN(line) ? [`${line.label}, n`] : [])])];
  const rows = milestonesOf(lines).filter((m) => within(m, range)).map((m) => [m, ...measured.flatMap((line) => {
    const point = line.points.find((candidate) => candidate.m === m);
    const value = point?.value ?? point?.note ?? null;
    return [value, ...(line.bandOnly || hasInterval(line) ? [point?.low ?? null, point?.high ?? null] : []), ...(!line.bandOnly && hasN(line) ? [point?.n ?? null] : [])];
  })]);
  return { head, rows };
}

const hasInterval = (line: Line) => line.points.some((point) => point.low !== null || point.high !== null);
const hasN = (line: Line) => line.points.some((point) => point.n !== null);
