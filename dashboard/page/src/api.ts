import { Problem } from './problem';
import { answerOf, report } from './report';
import { session } from './session';

export { Problem };

/** The JSON that the server gives, as the page reads it. Numbers that are not finite are null; times are ISO-8601 in UTC. */

export type Maybe<T> = T | null;

/** Arrays of one length, by milestone. */
export interface Curve {
  milestones: number[];
  value: Maybe<number>[];
  low?: Maybe<number>[];
  high?: Maybe<number>[];
  timestep?: Maybe<number>[];
}

export interface Headline {
  metric: string;
  delta: Maybe<number>;
}

export interface Alarm {
  kind: string;
  text: string;
  milestone: Maybe<number>;
  timestep: Maybe<number>;
}

export interface Card {
  run: string;
  state: string;
  failure: Maybe<string>;
  source: string;
  law: Maybe<string>;
  dimension: number;
  timesteps: number;
  headline: Headline;
  deltas: number[];
  target: number;
  confidence: number;
  /** Newest with a headline number of every timestep; 0 for none. */
  milestone: number;
  samples: Maybe<number>;
  samplesPerSecond: Maybe<number>;
  median: Curve;
  worst: Curve;
  slicedRatio: Curve;
  forecast: Maybe<string>;
  alarms: Alarm[];
}

export interface Service {
  service: string;
  instance: string;
  run: Maybe<string>;
  phase: string;
  milestone: Maybe<number>;
  done: number;
  /** 0 where there is no end. */
  total: number;
  unit: string;
  rate: Maybe<number>;
  behind: number;
  at: string;
}

export interface Board {
  version: number;
  now: string;
  caughtUp: boolean;
  runs: Card[];
  services: Service[];
  deadLetters: number;
  /** Whether a sampler can be asked. */
  draws?: boolean;
  /** Whether runs can be operated from here, by those who have the token. */
  operate?: boolean;
}

export interface Column {
  name: string;
  kind: string;
}

export interface Image {
  height: number;
  width: number;
  channels: number;
  /** Numbers of a sample before the first pixel's. */
  first: number;
}

export interface MetricInfo {
  metric: string;
  delta: Maybe<number>;
  perTimestep: boolean;
  perColumn: boolean;
  perShard: boolean;
}

export interface Between {
  value: number;
  low: number;
  high: number;
}

export interface Forecast {
  milestone: number;
  scope: string;
  timestep: Maybe<number>;
  metric: string;
  epsilon: Maybe<number>;
  delta: Maybe<number>;
  status: string;
  confidence: number;
  needed: Maybe<number>;
  neededLow: Maybe<number>;
  neededHigh: Maybe<number>;
  chanceUnreachable: Maybe<number>;
  floor: Maybe<Between>;
  amplitude: Maybe<number>;
  exponent: Maybe<Between>;
  horizon: Maybe<number>;
  expected: Maybe<Between>;
  fall: Maybe<Between>;
  /** Parts of the squared error, in units of 1/σ². */
  optimisation: Maybe<Between>;
  statistical: Maybe<Between>;
  approximation: Maybe<Between>;
  dominant: string;
  advice: string;
}

export interface RunDetail {
  version: number;
  card: Card;
  times: number[];
  sigmas: number[];
  columns: Column[];
  image: Maybe<Image>;
  milestones: number[];
  metrics: MetricInfo[];
  forecasts: Forecast[];
}

export interface Series {
  metric: string;
  delta: Maybe<number>;
  timestep: Maybe<number>;
  column: Maybe<string>;
  shard: Maybe<number>;
  milestones: number[];
  value: Maybe<number>[];
  low: Maybe<number>[];
  high: Maybe<number>[];
  n: Maybe<number>[];
  verdict: Maybe<string>[];
  evidence: string;
  leftOut: Maybe<string>[];
}

export interface SeriesAnswer {
  version: number;
  series: Series[];
}

export type Cell = number | string | null;

export interface Samples {
  milestone: number;
  milestones: number[];
  columns: string[];
  image: Maybe<Image>;
  generated: Cell[][];
  real: Cell[][];
}

/** One column of what a run learns from, in the data's own units. */
export interface DataColumn {
  name: string;
  kind: string;
  n: number;
  min: Maybe<number>;
  max: Maybe<number>;
  mean: Maybe<number>;
  deviation: Maybe<number>;
  /** Of a column of words; the others have edges. */
  categories: Maybe<string[]>;
  /** One more than there are counts. */
  edges: Maybe<number[]>;
  counts: number[];
}

/** What a run learns from, by the first of its samples. */
export interface Data {
  source: { source: string; text: string };
  samples: Maybe<number>;
  /** Share that is kept for evaluation. */
  heldOut: Maybe<number>;
  /** How many samples the columns are of. */
  read: number;
  columns: DataColumn[];
  /** How many more there are. */
  columnsLeftOut?: number;
}

/** Chains of the reverse process, from noise to data. */
export interface Path {
  milestone: number;
  columns: string[];
  image: Maybe<Image>;
  /** Downwards to 0, one for each frame. */
  timesteps: number[];
  /** [frame][chain][column], in the data's units. */
  frames: Cell[][][];
}

/** Samples that were made when they were asked for. */
export interface Drawn {
  columns: string[];
  rows: Cell[][];
}

export interface BoardEvent {
  number: number;
  at: string;
  run: Maybe<string>;
  kind: string;
  text: string;
  milestone: Maybe<number>;
  timestep: Maybe<number>;
}

export interface Events {
  events: BoardEvent[];
  next: Maybe<number>;
}

export interface Change {
  version: number;
  runs: string[];
  services: boolean;
}

export const BOARD = 'api/board';
export const CHANGES = 'api/board/changes';

export function runPath(run: string): string {
  return `${BOARD}/runs/${encodeURIComponent(run)}`;
}

export function seriesPath(run: string, metric: string, delta: Maybe<number> = null): string {
  const query = new URLSearchParams({ metric });
  if (delta !== null) {
    query.set('delta', String(delta));
  }
  return `${runPath(run)}/series?${query}`;
}

export function samplesPath(run: string, milestone: number | null, n: number): string {
  const query = new URLSearchParams({ n: String(n) });
  if (milestone !== null) {
    query.set('milestone', String(milestone));
  }
  return `${runPath(run)}/samples?${query}`;
}

export function pathPath(run: string, milestone: number, n: number, frames: number, seed: number): string {
  return `${runPath(run)}/path?${new URLSearchParams(Object.entries({ milestone, n, frames, seed }).map(([name, value]) => [name, String(value)]))}`;
}

export function dataPath(run: string): string {
  return `${runPath(run)}/data`;
}

export function drawPath(run: string): string {
  return `${runPath(run)}/draw`;
}

export function operatePath(run: string): string {
  return `${runPath(run)}/operate`;
}

export function eventsPath(run: string | null, after: number | null, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (run !== null) {
    query.set('run', run);
  }
  if (after !== null) {
    query.set('after', String(after));
  }
  return `${BOARD}/events?${query}`;
}

export interface Fetched<T> {
  data: T;
  etag: string | null;
}

/** The newest answer; null where it is still the one with this ETag. Throws a Problem, or a TypeError without a connection. */
export async function getJson<T>(path: string, etag: string | null): Promise<Fetched<T> | null> {
  if (report !== null) {
    return { data: answerOf(report, path) as T, etag: null };
  }
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (etag !== null) {
    headers['If-None-Match'] = etag;
  }
  const response = await fetch(path, { headers, signal: AbortSignal.timeout(20_000) });
  if (response.status === 304) {
    return null;
  }
  await refuse(response);
  return { data: (await response.json()) as T, etag: response.headers.get('ETag') };
}

/** Throws what an answer with an error says. */
async function refuse(response: Response): Promise<void> {
  if (response.status === 401) {
    session.set(true);
  }
  if (!response.ok) {
    const said = (await response.json().catch(() => null)) as { problem?: string; remedy?: string } | null;
    throw new Problem(response.status, said?.problem ?? `the server answered ${response.status}`, said?.remedy ?? null);
  }
}

/** Asks for something to be done or made. Throws a Problem, or a TypeError without a connection. */
export async function post(path: string, body: unknown, signal: AbortSignal | null = null): Promise<Response> {
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });
  await refuse(response);
  return response;
}

/** Names of verdicts, statuses and scopes in one spelling: lower case with dashes. */
export function word(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
