import { replace, type SamplesRoute } from '../../route';

/** The state of a chart that the route has: whether its table is open. */
export function frameOf(route: SamplesRoute, id: string) {
  return {
    of: route.run,
    tabular: route.tables.includes(id),
    onTabular: (open: boolean) => replace({ ...route, tables: open ? [...route.tables, id] : route.tables.filter((other) => other !== id) }),
  };
}

/** A seed that nobody chose. */
export function anySeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000;
}
