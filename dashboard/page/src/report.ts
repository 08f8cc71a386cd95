import type { Board, Events, Path, Samples, SeriesAnswer } from './api';
import { Problem } from './problem';

/** What a server answered once, kept with the page in one file. */
export interface Report {
  /** When, an ISO-8601 instant. */
  at: string;
  /** By path and, of samples, milestone: `/api/board`, `/api/board/runs/R/samples?milestone=M`. */
  answers: Record<string, unknown>;
}

/** The report that this page is; null where it asks a server. */
export function readReport(): Report | null {
  const element = globalThis.document?.getElementById('board') ?? null;
  return element === null ? null : (JSON.parse(element.textContent ?? '') as Report);
}

/** The answer to a path as a server would give it. Throws a Problem for what the report does not have. */
export function answerOf(report: Report, asked: string): unknown {
  const [path = '', text = ''] = asked.split('?');
  const query = new URLSearchParams(text);
  const found = kept(report, path);
  if (path === 'api/board') {
    return { ...(there(found) as Board), draws: false, operate: false };
  }
  if (path === 'api/board/events') {
    return eventsOf(there(found) as Events, query);
  }
  if (path.endsWith('/series')) {
    return seriesOf(there(found) as SeriesAnswer, query);
  }
  if (path.endsWith('/samples')) {
    return samplesOf(report, path, query);
  }
  if (path.endsWith('/path')) {
    return chainsOf(there(found) as Path, query);
  }
  return there(found);
}

/** Whether the report has chains of a run at a milestone. */
export function hasChains(report: Report | null, run: string, milestone: number): boolean {
  return report !== null && (kept(report, `api/board/runs/${encodeURIComponent(run)}/path`) as Path | undefined)?.milestone === milestone;
}

/** A run's id may be written in a path as it is, or encoded. */
function kept(report: Report, path: string, query = ''): unknown {
  return report.answers[`/${path}${query}`] ?? report.answers[`/${decodeURIComponent(path)}${query}`];
}

function there(answer: unknown): unknown {
  if (answer === undefined) {
    throw new Problem(404, 'This report does not have it.', 'The page of a server has all that its topics keep.');
  }
  return answer;
}

function seriesOf(answer: SeriesAnswer, query: URLSearchParams): SeriesAnswer {
  const given = (name: string) => (query.has(name) ? Number(query.get(name)) : null);
  const [delta, timestep] = [given('delta'), given('timestep')];
  return { ...answer, series: answer.series.filter((one) => one.metric === query.get('metric') && (delta === null || one.delta === delta)
    && (timestep === null || one.timestep === timestep) && (!query.has('column') || one.column === query.get('column'))) };
}

function eventsOf(answer: Events, query: URLSearchParams): Events {
  const after = query.has('after') ? Number(query.get('after')) : Number.POSITIVE_INFINITY;
  const limit = Number(query.get('limit') ?? 100);
  const found = answer.events.filter((event) => event.number < after && (!query.has('run') || event.run === query.get('run')));
  return { events: found.slice(0, limit), next: found.length > limit ? found[limit - 1]!.number : null };
}

function samplesOf(report: Report, path: string, query: URLSearchParams): Samples {
  const newest = there(kept(report, path)) as Samples;
  const at = (milestone: number) => (milestone === newest.milestone ? newest : (kept(report, path, `?milestone=${milestone}`) as Samples | undefined));
  const answer = there(query.has('milestone') ? at(Number(query.get('milestone'))) : newest) as Samples;
  const n = Number(query.get('n') ?? 1000);
  return { ...answer, milestones: newest.milestones.filter((milestone) => at(milestone) !== undefined), generated: answer.generated.slice(0, n), real: answer.real.slice(0, n) };
}

function chainsOf(answer: Path, query: URLSearchParams): Path {
  if (answer.milestone !== Number(query.get('milestone'))) {
    throw new Problem(404, `This report has chains of m = ${answer.milestone} only.`, null);
  }
  return answer;
}

export const report = readReport();
