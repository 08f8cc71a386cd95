import { useMemo } from 'preact/hooks';
import { runPath, samplesPath, seriesPath, type Cell, type RunDetail, type Samples, type SeriesAnswer } from '../api';
import { ChartFrame } from '../charts/ChartFrame';
import { Histogram, binsOf } from '../charts/Histogram';
import { ImageGrid } from '../charts/ImageGrid';
import { Scatter, endsOf } from '../charts/Scatter';
import { useColours } from '../colours';
import { count, number } from '../format';
import { SAMPLE_COUNTS, replace, type SamplesRoute } from '../route';
import { standardisedW1 } from '../scale';
import { useResource } from '../store';
import { Waiting } from './parts';
import { RunHead } from './RunView';

const DOCS = 'docs/metrics.md';

/** Generated samples beside real ones. */
export function SamplesView({ route }: { route: SamplesRoute }) {
  const { data: detail, problem } = useResource<RunDetail>(runPath(route.run));
  const { data: samples, problem: missing } = useResource<Samples>(detail === undefined || detail.milestones.length === 0 ? null : samplesPath(route.run, route.milestone, route.n));
  if (detail === undefined) {
    return <Waiting problem={problem} what={`run ${route.run}`} />;
  }
  return (
    <>
      <RunHead detail={detail} tab="samples" />
      {detail.milestones.length === 0 ? <p class="empty">No milestone has been reached yet, so there are no generations.</p>
        : samples === undefined ? <Waiting problem={missing} what="samples" />
        : samples.generated.length === 0 && samples.milestones.length === 0 ? <p class="empty">No generations are kept of this run yet.</p>
        : <>
          <h2 class="hidden">Generated beside real</h2>
          <Slider route={route} samples={samples} />
          <Pictures detail={detail} route={route} samples={samples} />
        </>}
    </>
  );
}

function Slider({ route, samples }: { route: SamplesRoute; samples: Samples }) {
  const { milestones } = samples;
  const at = Math.max(0, milestones.indexOf(samples.milestone));
  return (
    <div class="controls bar-of">
      <label class="slide">milestone <input type="range" min={0} max={Math.max(0, milestones.length - 1)} step={1} value={at} disabled={milestones.length < 2}
        aria-valuetext={`m = ${count(samples.milestone)}`}
        onInput={(event) => {
          const i = Number(event.currentTarget.value);
          replace({ ...route, milestone: i === milestones.length - 1 ? null : milestones[i] ?? null });
        }} /></label>
      <output><b>m = {count(samples.milestone)}</b>{at === milestones.length - 1 && <span class="quiet"> newest</span>}</output>
      <label>rows <select value={route.n} onChange={(event) => replace({ ...route, n: Number(event.currentTarget.value) })}>
        {SAMPLE_COUNTS.map((n) => <option value={n}>{count(n)}</option>)}
      </select></label>
    </div>
  );
}

interface PicturesProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
}

function Pictures(props: PicturesProps) {
  const image = props.samples.image ?? props.detail.image;
  return image !== null ? <Images {...props} /> : props.samples.columns.length === 2 ? <Plane {...props} /> : <Marginals {...props} />;
}

function frame(route: SamplesRoute, id: string) {
  return {
    of: route.run,
    tabular: route.tables.includes(id),
    onTabular: (open: boolean) => replace({ ...route, tables: open ? [...route.tables, id] : route.tables.filter((other) => other !== id) }),
  };
}

const pairs = (rows: Cell[][]) => rows.filter((row): row is [number, number] => typeof row[0] === 'number' && typeof row[1] === 'number');

function Plane({ route, samples }: PicturesProps) {
  const palette = useColours();
  const sets = useMemo(() => ({ generated: pairs(samples.generated), real: pairs(samples.real) }), [samples]);
  const ends = useMemo(() => endsOf([...sets.real, ...sets.generated]), [sets]);
  const names: [string, string] = [samples.columns[0] ?? '', samples.columns[1] ?? ''];
  const one = (id: 'generated' | 'real', title: string, text: string) => (
    <ChartFrame title={`${title}, n = ${count(sets[id].length)}`} {...frame(route, id)} class="half" table={{ head: samples.columns, rows: samples[id] }} explanation={{ text, docs: DOCS }}
      empty={sets[id].length === 0 ? 'None are kept.' : null}>
      <Scatter label={`${count(sets[id].length)} ${id} samples, ${names.join(' by ')}`} points={sets[id]} colour={palette[id]} ends={ends} names={names} />
    </ChartFrame>
  );
  return (
    <div class="grid">
      {one('generated', 'Generated', `Samples that the networks of milestone m = ${count(samples.milestone)} make. Axes are the same as beside it, so that places can be compared.`)}
      {one('real', 'Real', 'The first samples of the source, in its own units. They do not change with the milestone.')}
    </div>
  );
}

const SIDE = 10;

function Images({ route, samples, detail }: PicturesProps) {
  const image = samples.image ?? detail.image!;
  const ends = useMemo((): [number, number] => {
    const values = samples.real.slice(0, SIDE * SIDE).flat().filter((value): value is number => typeof value === 'number');
    return values.length === 0 ? [0, 1] : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  }, [samples]);
  const one = (id: 'generated' | 'real', title: string, text: string) => (
    <ChartFrame title={`${title}, ${image.height} × ${image.width}`} {...frame(route, id)} class="half" table={{ head: samples.columns, rows: samples[id].slice(0, SIDE * SIDE) }}
      explanation={{ text, docs: DOCS }} empty={samples[id].length === 0 ? 'None are kept.' : null}>
      <ImageGrid label={`${Math.min(SIDE * SIDE, samples[id].length)} ${id} images`} image={image} rows={samples[id].slice(0, SIDE * SIDE)} ends={ends} columns={SIDE} />
    </ChartFrame>
  );
  return (
    <div class="grid">
      {one('generated', 'Generated', `The first images that the networks of milestone m = ${count(samples.milestone)} make. Black and white are the ends of the real images’ values, beyond which pixels are cut.`)}
      {one('real', 'Real', 'The first images of the source. They do not change with the milestone.')}
    </div>
  );
}

const SHOWN = 12;

function Marginals({ route, samples, detail }: PicturesProps) {
  const known = detail.metrics.some((info) => info.metric === 'column_w1_ratio');
  const { data } = useResource<SeriesAnswer>(known ? seriesPath(route.run, 'column_w1_ratio') : null);
  const columns = useMemo(() => ranked(samples, data), [samples, data]);
  return (
    <>
      <p class="quiet small key"><i class="swatch" style={{ color: useColours().generated }} /> generated <i class="swatch area" style={{ color: useColours().real }} /> real · the columns that are furthest off, worst first
        {samples.columns.length > SHOWN && ` (${SHOWN} of ${count(samples.columns.length)})`}</p>
      <div class="grid">
        {columns.slice(0, SHOWN).map((column) => <Marginal key={column.name} column={column} route={route} samples={samples} />)}
      </div>
    </>
  );
}

interface RankedColumn {
  name: string;
  place: number;
  off: number;
  text: string;
}

/** By distance over floor where it is measured; else by W1 of the rows at hand, in standard deviations. */
function ranked(samples: Samples, ratios: SeriesAnswer | undefined): RankedColumn[] {
  return samples.columns.map((name, place) => {
    const series = ratios?.series.find((one) => one.column === name);
    const ratio = series?.value[series.milestones.indexOf(samples.milestone)];
    if (ratio != null) {
      return { name, place, off: ratio, text: `W₁ ${number(ratio)} × floor` };
    }
    const numbers = (rows: Cell[][]) => rows.map((row) => row[place]).filter((value): value is number => typeof value === 'number');
    const [generated, real] = [numbers(samples.generated), numbers(samples.real)];
    const off = generated.length > 0 && real.length > 0 ? standardisedW1(generated, real) : 0;
    return { name, place, off: ratios === undefined ? off : off / 1000, text: `W₁ ${number(off)} sd` };
  }).sort((a, b) => b.off - a.off);
}

function Marginal({ column, route, samples }: { column: RankedColumn; route: SamplesRoute; samples: Samples }) {
  const bins = useMemo(() => binsOf(samples.generated.map((row) => row[column.place] ?? null), samples.real.map((row) => row[column.place] ?? null), 40), [samples, column.place]);
  const rows = bins.real.map((real, i) => [bins.words?.[i] ?? bins.edges?.[i] ?? null, bins.generated[i] ?? null, real]);
  return (
    <ChartFrame title={column.name} {...frame(route, column.name)} class="third" table={{ head: [bins.words === null ? 'from' : 'word', 'generated', 'real'], rows }}
      explanation={{ text: 'Shares of generated and of real samples in the same bins; what lies beyond the ends is counted in the outermost bin. The number is the column’s W₁ over what two real samples have, where that is measured.', docs: DOCS }}
      footer={<p class="quiet small">{column.text}</p>}>
      <Histogram label={`Distribution of ${column.name}: generated beside real`} bins={bins} />
    </ChartFrame>
  );
}
