import { useMemo } from 'preact/hooks';
import type { Cell, RunDetail, Samples } from '../../api';
import { ChartFrame } from '../../charts/ChartFrame';
import { PairPlot } from '../../charts/PairPlot';
import { count } from '../../format';
import type { SamplesRoute } from '../../route';
import { correlation } from '../../scale';
import { Key } from './Marginals';
import { frameOf } from './frame';
import { isOrdered, type RankedColumn } from './ranking';

const MOST = 4;
/** Points of each set: more hide one another in so small frames. */
const POINTS = 1000;

interface PairsProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
}

/** The columns that are furthest off, two by two: what their own distributions do not show. */
export function Pairs({ detail, route, samples, columns }: PairsProps) {
  const chosen = columns.filter((column) => isOrdered(detail, column.place)).slice(0, MOST);
  const places = chosen.map((column) => column.place);
  const sets = useMemo(() => ({ generated: valuesOf(samples.generated, places), real: valuesOf(samples.real, places) }), [samples, places.join()]);
  if (samples.columns.length < 3 || (samples.image ?? detail.image) !== null || chosen.length < 2) {
    return null;
  }
  const names = chosen.map((column) => column.name);
  const rows = names.flatMap((a, i) => names.slice(0, i).map((b, j) => [b, a, correlation(sets.generated[j] ?? [], sets.generated[i] ?? []), correlation(sets.real[j] ?? [], sets.real[i] ?? [])]));
  return (
    <div class="grid">
      <ChartFrame title={`The ${names.length} worst columns in pairs`} {...frameOf(route, 'pairs')} class="full" table={{ head: ['column', 'with', 'correlation, generated', 'correlation, real'], rows }}
        explanation={{ text: 'The columns that are furthest off, each against each other, generated points among real ones; on the diagonal the distribution of each, above it the correlation in both sets. Two sets may agree in every column and still differ in how columns go together.', docs: 'docs/distances.md' }}
        controls={<p class="quiet small key"><Key /> {count(Math.min(POINTS, samples.generated.length))} points of each at most</p>}>
        <PairPlot label={`Pairs of ${names.join(', ')}: generated among real`} names={names} generated={sets.generated} real={sets.real} />
      </ChartFrame>
    </div>
  );
}

/** [column][row], of rows that have a number in each of these columns. */
function valuesOf(rows: Cell[][], places: number[]): number[][] {
  const whole = rows.slice(0, POINTS).filter((row) => places.every((place) => typeof row[place] === 'number'));
  return places.map((place) => whole.map((row) => row[place] as number));
}
