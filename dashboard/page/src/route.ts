import { useEffect, useState } from 'preact/hooks';

/** What is seen, as far as a link restores it. */
export type Route = OverviewRoute | RunRoute | SamplesRoute | DataRoute | OperateRoute | CompareRoute | EventsRoute;

/** Titles of charts whose tables are open. */
interface WithTables {
  tables: string[];
}

/** A range of m, both ends positive; null for all of it. */
export type Range = [number, number] | null;

export interface OverviewRoute {
  view: 'overview';
}

export interface RunRoute extends WithTables {
  view: 'run';
  run: string;
  /** null: the headline's. */
  delta: number | null;
  /** null: the worst and the middle one. */
  timesteps: number[] | null;
  range: Range;
  /** Milestone that tables are of; null: the newest. */
  milestone: number | null;
  forecast: boolean;
}

export interface SamplesRoute extends WithTables {
  view: 'samples';
  run: string;
  /** null: the newest. */
  milestone: number | null;
  n: number;
  /** Seed of the samples that are made here; null for none. */
  draw: number | null;
  /** Seed of the chains whose way from noise to data is shown; null for none. */
  path: number | null;
  /** Where on that way; null: wherever it is. */
  frame: number | null;
}

export interface DataRoute extends WithTables {
  view: 'data';
  run: string;
  /** Whether all columns are shown, however many there are. */
  all: boolean;
}

export interface OperateRoute {
  view: 'operate';
  run: string;
}

export interface CompareRoute extends WithTables {
  view: 'compare';
  runs: string[];
  range: Range;
}

export interface EventsRoute {
  view: 'events';
  run: string | null;
  kind: string | null;
  after: number | null;
}

export const SAMPLE_COUNTS = [250, 1000, 4000];

const positive = (text: string | null): number | null => {
  const number = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) && number > 0 ? number : null;
};

const whole = (text: string | null): number | null => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null);

const words = (text: string | null): string[] =>
  (text ?? '').split(',').filter((part) => part !== '').map(decode);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function range(text: string | null): Range {
  const [from, to] = (text ?? '').split('-').map(positive);
  return from != null && to != null && from < to ? [from, to] : null;
}

/** Reads a fragment, with or without its #; what cannot be understood is left out. */
export function parse(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const raw = new Map(
    query.split('&').filter((pair) => pair !== '').map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }) as [string, string][],
  );
  const text = (name: string) => (raw.has(name) ? decode(raw.get(name) ?? '') : null);
  const tables = words(raw.get('table') ?? null);
  if (parts[0] === 'runs' && parts[1] !== undefined && parts[2] === 'samples') {
    const n = positive(text('n'));
    return {
      view: 'samples', run: parts[1], tables,
      milestone: positive(text('milestone')),
      n: n !== null && SAMPLE_COUNTS.includes(n) ? n : 1000,
      draw: whole(text('draw')), path: whole(text('path')), frame: whole(text('frame')),
    };
  }
  if (parts[0] === 'runs' && parts[1] !== undefined && parts[2] === 'data') {
    return { view: 'data', run: parts[1], all: text('all') === 'yes', tables };
  }
  if (parts[0] === 'runs' && parts[1] !== undefined && parts[2] === 'operate') {
    return { view: 'operate', run: parts[1] };
  }
  if (parts[0] === 'runs' && parts[1] !== undefined) {
    const timesteps = words(raw.get('k') ?? null).map(positive).filter((k): k is number => k !== null && Number.isInteger(k));
    return {
      view: 'run', run: parts[1], tables,
      delta: positive(text('delta')),
      timesteps: timesteps.length > 0 ? timesteps : null,
      range: range(text('m')),
      milestone: positive(text('milestone')),
      forecast: text('forecast') !== 'off',
    };
  }
  if (parts[0] === 'compare') {
    return { view: 'compare', runs: words(raw.get('runs') ?? null), range: range(text('m')), tables };
  }
  if (parts[0] === 'events') {
    return { view: 'events', run: text('run') || null, kind: text('kind') || null, after: positive(text('after')) };
  }
  return { view: 'overview' };
}

const list = (values: (string | number)[]) => values.map((value) => encodeURIComponent(value)).join(',');

/** The fragment of a route, with its #; what is as it would be anyway is left out. */
export function format(route: Route): string {
  const query: string[] = [];
  const add = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') {
      query.push(`${name}=${value}`);
    }
  };
  const path = pathOf(route, add);
  if ('range' in route && route.range !== null) {
    add('m', `${Math.round(route.range[0])}-${Math.round(route.range[1])}`);
  }
  if ('tables' in route) {
    add('table', list(route.tables));
  }
  return `#/${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function pathOf(route: Route, add: (name: string, value: string | number | null) => void): string {
  switch (route.view) {
    case 'overview':
      return '';
    case 'run':
      add('delta', route.delta);
      add('k', route.timesteps === null ? null : list(route.timesteps));
      add('milestone', route.milestone);
      add('forecast', route.forecast ? null : 'off');
      return `runs/${encodeURIComponent(route.run)}`;
    case 'samples':
      add('milestone', route.milestone);
      add('n', route.n === 1000 ? null : route.n);
      add('draw', route.draw);
      add('path', route.path);
      add('frame', route.path === null ? null : route.frame);
      return `runs/${encodeURIComponent(route.run)}/samples`;
    case 'data':
      add('all', route.all ? 'yes' : null);
      return `runs/${encodeURIComponent(route.run)}/data`;
    case 'operate':
      return `runs/${encodeURIComponent(route.run)}/operate`;
    case 'compare':
      add('runs', list(route.runs));
      return 'compare';
    case 'events':
      add('run', route.run === null ? null : encodeURIComponent(route.run));
      add('kind', route.kind === null ? null : encodeURIComponent(route.kind));
      add('after', route.after);
      return 'events';
  }
}

export function toRun(run: string): RunRoute {
  return { view: 'run', run, delta: null, timesteps: null, range: null, milestone: null, forecast: true, tables: [] };
}

export function toSamples(run: string): SamplesRoute {
  return { view: 'samples', run, milestone: null, n: 1000, draw: null, path: null, frame: null, tables: [] };
}

export function toData(run: string): DataRoute {
  return { view: 'data', run, all: false, tables: [] };
}

const listeners = new Set<() => void>();

/** Changes what is seen without a step for the browser's back button. */
export function replace(route: Route): void {
  history.replaceState(null, '', format(route));
  listeners.forEach((listener) => listener());
}

export function useRoute(): Route {
  const [fragment, setFragment] = useState(location.hash);
  useEffect(() => {
    const read = () => setFragment(location.hash);
    listeners.add(read);
    addEventListener('hashchange', read);
    return () => {
      listeners.delete(read);
      removeEventListener('hashchange', read);
    };
  }, []);
  return parse(fragment);
}
