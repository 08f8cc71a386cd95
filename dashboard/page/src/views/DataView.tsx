import { useMemo } from 'preact/hooks';
import { dataPath, runPath, type Data, type DataColumn, type Maybe, type RunDetail } from '../api';
import { ChartFrame } from '../charts/ChartFrame';
import { Histogram, type Bins } from '../charts/Histogram';
import { count, number, percent } from '../format';
import { replace, type DataRoute } from '../route';
import { useResource } from '../store';
import { RunHead } from './RunHead';
import { Facts, Waiting } from './parts';

const SHOWN = 24;

/** What a run learns from. */
export function DataView({ route }: { route: DataRoute }) {
  const { data: detail, problem } = useResource<RunDetail>(runPath(route.run));
  const { data, problem: missing } = useResource<Data>(dataPath(route.run));
  if (detail === undefined) {
    return <Waiting problem={problem} what={`run ${route.run}`} />;
  }
  return (
    <>
      <RunHead detail={detail} tab="data" />
      {data === undefined ? <Waiting problem={missing} what="its data" /> : <Source detail={detail} data={data} route={route} />}
    </>
  );
}

function Source({ detail, data, route }: { detail: RunDetail; data: Data; route: DataRoute }) {
  const shown = route.all ? data.columns : data.columns.slice(0, SHOWN);
  return (
    <>
      <section aria-labelledby="source">
        <h2 id="source">Where it comes from</h2>
        <p class="prose">{data.source.text}</p>
        <Facts facts={[
          ['kept for evaluation', data.heldOut === null ? '–' : percent(data.heldOut)],
          ['columns', count(data.columns.length + (data.columnsLeftOut ?? 0))],
          ['shown of', `the first ${count(data.read)} samples`],
        ]} />
      </section>
      {data.read === 0 ? <p class="empty">No sample has been read yet.</p> : (
        <section aria-labelledby="columns">
          <h2 id="columns">Columns</h2>
          <ColumnTable columns={data.columns} />
          {(data.columnsLeftOut ?? 0) > 0 && <p class="quiet small">The first {count(data.columns.length)} columns; {count(data.columnsLeftOut)} more are left out.</p>}
          <div class="grid">{shown.map((column) => <ColumnChart key={column.name} of={detail.card.run} column={column} route={route} />)}</div>
          {data.columns.length > SHOWN && (
            <p class="key"><button type="button" onClick={() => replace({ ...route, all: !route.all })}>{route.all ? `Show the first ${SHOWN} only` : `Show all ${count(data.columns.length)}`}</button></p>
          )}
        </section>
      )}
    </>
  );
}

/** A number of a column, without decimals where it has none. */
const valueOf = (column: DataColumn, value: Maybe<number>) => column.kind !== 'continuous' && Number.isInteger(value) ? count(value) : number(value);

function ColumnTable({ columns }: { columns: DataColumn[] }) {
  const named = columns.some((column) => column.categories !== null);
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label="Columns and their ranges">
      <table>
        <thead><tr><th scope="col">column</th><th scope="col">kind</th><th scope="col" class="number">n</th><th scope="col" class="number">least</th><th scope="col" class="number">mean</th><th scope="col" class="number">largest</th><th scope="col" class="number">deviation</th>{named && <th scope="col" class="wide">words</th>}</tr></thead>
        <tbody>{columns.map((column) => (
          <tr>
            <th scope="row" class="name" title={column.name}>{column.name}</th><td>{column.kind}</td><td class="number">{count(column.n)}</td>
            <td class="number">{valueOf(column, column.min)}</td><td class="number">{number(column.mean)}</td><td class="number">{valueOf(column, column.max)}</td><td class="number">{number(column.deviation)}</td>
            {named && <td class="wide">{column.categories === null ? '' : words(column.categories)}</td>}
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

const NAMED = 6;
const words = (all: string[]) => all.length <= NAMED ? all.join(', ') : `${all.slice(0, NAMED).join(', ')} and ${count(all.length - NAMED)} more`;

function ColumnChart({ of, column, route }: { of: string; column: DataColumn; route: DataRoute }) {
  const total = column.counts.reduce((a, b) => a + b, 0);
  const bins = useMemo((): Bins => ({ edges: column.categories === null ? column.edges : null, words: column.categories, generated: [], real: column.counts.map((one) => one / Math.max(1, total)) }), [column]);
  return (
    <ChartFrame title={column.name} of={of} class="third" tabular={route.tables.includes(column.name)}
      onTabular={(open) => replace({ ...route, tables: open ? [...route.tables, column.name] : route.tables.filter((other) => other !== column.name) })}
      table={column.categories === null
        ? { head: ['from', 'to', 'samples'], rows: column.counts.map((one, i) => [column.edges?.[i] ?? null, column.edges?.[i + 1] ?? null, one]) }
        : { head: ['word', 'samples'], rows: column.counts.map((one, i) => [column.categories?.[i] ?? null, one]) }}
      explanation={{ text: 'How many of the first samples lie in each bin, or have each word, in the data’s own units. What lies beyond the ends is counted in the outermost bin.', docs: 'docs/data.md' }}
      empty={total === 0 ? 'No sample has a value here.' : column.min !== null && column.min === column.max ? `Always ${valueOf(column, column.min)}.` : null}
      footer={<p class="quiet small">{column.kind}{column.mean !== null && <>, mean {number(column.mean)}, deviation {number(column.deviation)}</>}</p>}>
      <Histogram label={`Distribution of ${column.name} in the data`} bins={bins} />
    </ChartFrame>
  );
}
