import { useMemo } from 'preact/hooks';
import type { Samples } from '../../api';
import { ChartFrame } from '../../charts/ChartFrame';
import { Histogram, binsOf } from '../../charts/Histogram';
import { useColours } from '../../colours';
import { count } from '../../format';
import type { SamplesRoute } from '../../route';
import { frameOf } from './frame';
import type { RankedColumn } from './ranking';

const SHOWN = 12;
/** So few samples need broader bins, and say little of how far a column is off. */
const FEW = 200;

interface MarginalsProps {
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
  /** What tables are called after, beside the column. */
  id: string;
  /** What is said after the column, where columns are shown twice. */
  suffix: string;
}

/** Columns one by one, the worst first. */
export function Marginals({ route, samples, columns, id, suffix }: MarginalsProps) {
  return (
    <>
      <p class="quiet small key"><Key /> the columns that are furthest off, worst first
        {columns.length > SHOWN && ` (${SHOWN} of ${count(columns.length)})`}</p>
      <div class="grid">
        {columns.slice(0, SHOWN).map((column) => <Marginal key={column.name} column={column} route={route} samples={samples} id={id + column.name} title={column.name + suffix} />)}
      </div>
    </>
  );
}

export function Key() {
  const { generated, real } = useColours();
  return <><i class="swatch" style={{ color: generated }} /> generated <i class="swatch area" style={{ color: real }} /> real ·</>;
}

interface MarginalProps {
  column: RankedColumn;
  route: SamplesRoute;
  samples: Samples;
  id: string;
  title: string;
}

function Marginal({ column, route, samples, id, title }: MarginalProps) {
  const few = samples.generated.length < FEW;
  const bins = useMemo(() => binsOf(samples.generated.map((row) => row[column.place] ?? null), samples.real.map((row) => row[column.place] ?? null), few ? 16 : 40), [samples, column.place]);
  const rows = bins.real.map((real, i) => [bins.words?.[i] ?? bins.edges?.[i] ?? null, bins.generated[i] ?? null, real]);
  return (
    <ChartFrame title={title} {...frameOf(route, id)} class="third" table={{ head: [bins.words === null ? 'from' : 'word', 'generated', 'real'], rows }}
      explanation={{ text: 'Shares of generated and of real samples in the same bins; what lies beyond the ends is counted in the outermost bin. The number is the column’s W₁ over what two sets of real samples have, where that is measured.', docs: 'docs/distances.md' }}
      footer={!few && <p class="quiet small">{column.text}</p>}>
      <Histogram label={`Distribution of ${column.name}: generated beside real`} bins={bins} />
    </ChartFrame>
  );
}
