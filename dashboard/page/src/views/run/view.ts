import { seriesPath, type Maybe, type RunDetail, type Series, type SeriesAnswer } from '../../api';
import { replace, type RunRoute } from '../../route';
import { useResource } from '../../store';

/** What the parts of a run's view share. */
export interface View {
  detail: RunDetail;
  route: RunRoute;
  /** Level that is looked at; null where the headline has none. */
  delta: Maybe<number>;
}

export function change(view: View, part: Partial<RunRoute>): void {
  replace({ ...view.route, ...part });
}

/** The state of a chart that the route has: its table, and the range of m. */
export function frameOf(view: View, id: string) {
  const { tables, range } = view.route;
  return {
    of: view.detail.card.run,
    tabular: tables.includes(id),
    onTabular: (open: boolean) => change(view, { tables: open ? [...tables, id] : tables.filter((other) => other !== id) }),
    range,
    onRange: (next: RunRoute['range']) => change(view, { range: next }),
  };
}

/** What stands for series that are still being read. */
export const READING: Series[] = [];

export function isReading(...sets: Series[][]): boolean {
  return sets.includes(READING);
}

/** All series of a metric; none where the run has no such metric. */
export function useSeries(view: View, metric: string, delta: Maybe<number> = null): Series[] {
  const known = view.detail.metrics.some((info) => info.metric === metric && (delta === null || info.delta === null || info.delta === delta));
  const { data } = useResource<SeriesAnswer>(known ? seriesPath(view.detail.card.run, metric, delta) : null);
  return data?.series ?? (known ? READING : []);
}

/** The series of the whole run. */
export function whole(series: Series[]): Series | undefined {
  return series.find((one) => one.timestep === null && one.column === null && one.shard === null);
}

/** Place of a milestone in a series: of the one asked for, or the newest. */
export function placeOf(series: Series, milestone: Maybe<number>): number {
  return milestone === null ? series.milestones.length - 1 : series.milestones.indexOf(milestone);
}

/** The timestep whose newest value is in the middle of all; null while there is none. */
export function middleTimestep(series: Series[]): number | null {
  const newest = Math.max(0, ...series.flatMap((one) => one.milestones.slice(-1)));
  const values = series.flatMap((one) => {
    const value = one.value[one.milestones.indexOf(newest)];
    return one.timestep === null || value == null ? [] : [{ k: one.timestep, value }];
  }).sort((a, b) => a.value - b.value);
  return values[Math.floor((values.length - 1) / 2)]?.k ?? null;
}

export function worstTimestep(series: Series[]): number | null {
  const newest = Math.max(0, ...series.flatMap((one) => one.milestones.slice(-1)));
  let worst: { k: number; value: number } | null = null;
  for (const one of series) {
    const value = one.value[one.milestones.indexOf(newest)];
    if (one.timestep !== null && value != null && (worst === null || value > worst.value)) {
      worst = { k: one.timestep, value };
    }
  }
  return worst?.k ?? null;
}
