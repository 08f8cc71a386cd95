import { word, type Series } from '../../api';
import { Bars } from '../../charts/Bars';
import { ChartFrame } from '../../charts/ChartFrame';
import { count, number, withInterval } from '../../format';
import { VERDICTS } from './Distances';
import { frameOf, placeOf, useSeries, type View } from './view';

const SHOWN = 24;

interface Row {
  name: string;
  kind: string;
  ratio: number;
  value: string;
  floor: string;
}

/** Each column's distance over its floor, the worst first. */
export function Columns({ view }: { view: View }) {
  const ratios = useSeries(view, 'column_w1_ratio');
  const values = useSeries(view, 'column_w1');
  const floors = useSeries(view, 'column_w1_floor');
  const worst = useSeries(view, 'worst_column');
  const { range: _range, onRange: _onRange, ...frame } = frameOf(view, 'columns');
  if (ratios.length === 0) {
    return null;
  }
  const newest = Math.max(...ratios.flatMap((one) => one.milestones.slice(-1)));
  const m = view.route.milestone ?? newest;
  const text = (all: Series[], column: string) => {
    const one = all.find((other) => other.column === column);
    const i = one === undefined ? -1 : placeOf(one, m);
    return withInterval(one?.value[i], one?.low[i], one?.high[i]);
  };
  const rows = ratios.flatMap((one): Row[] => {
    const ratio = one.value[placeOf(one, m)];
    return one.column === null || ratio == null ? [] : [{
      name: one.column, ratio, value: text(values, one.column), floor: text(floors, one.column),
      kind: view.detail.columns.find((column) => column.name === one.column)?.kind ?? '',
    }];
  }).sort((a, b) => b.ratio - a.ratio);
  const first = rows[0];
  const verdict = worst.flatMap((one) => one.verdict[placeOf(one, m)] ?? [])[0];
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">Columns</h2>
      <ChartFrame title={`W₁ of each column over its floor at m = ${count(m)}`} {...frame} class="full"
        explanation={{ text: 'Exact 1-Wasserstein distance of each column between generations and reference samples, over what two sets of real samples of the same size have; of a column of words, the total variation of their frequencies. Of many columns one is always the worst, so the verdict is by a floor of the worst.', docs: 'docs/metrics.md' }}
        table={{ head: ['column', 'kind', 'ratio', 'W₁', 'floor'], rows: rows.map((row) => [row.name, row.kind, row.ratio, row.value, row.floor]) }}
        empty={first === undefined ? 'No column has been measured at this milestone.' : null}>
        <p class="advice">Worst: <b>{first?.name}</b>, {number(first?.ratio)} times its floor{verdict != null && `: ${VERDICTS[word(verdict)] ?? word(verdict)}`}.</p>
        <Bars label={`The ${Math.min(SHOWN, rows.length)} columns that are furthest off: W₁ over its floor`} bars={rows.slice(0, SHOWN).map((row) => ({ name: row.name, value: row.ratio }))} level={1} />
        {rows.length > SHOWN && <p class="quiet small">The {SHOWN} worst of {count(rows.length)}; the table has all.</p>}
      </ChartFrame>
    </section>
  );
}
