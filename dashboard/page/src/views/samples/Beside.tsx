import { useMemo } from 'preact/hooks';
import type { Cell, Image, RunDetail, Samples } from '../../api';
import { ChartFrame, type Explanation } from '../../charts/ChartFrame';
import { ImageGrid } from '../../charts/ImageGrid';
import { Scatter, endsOf, type Spot } from '../../charts/Scatter';
import { useColours } from '../../colours';
import { count } from '../../format';
import type { SamplesRoute } from '../../route';
import { Marginals } from './Marginals';
import { frameOf } from './frame';
import type { RankedColumn } from './ranking';

/** Two sets of samples of one run, and what they are called. */
export interface BesideProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
  /** What tables are called after; empty for the kept generations. */
  id: string;
  /** What is said after a column's name; empty for the kept generations. */
  suffix: string;
  generated: Named;
  real: Named;
}

export interface Named {
  title: string;
  text: string;
}

const DOCS = 'docs/distances.md';

/** Generated samples beside real ones, as the data allow: images, points, or columns one by one. */
export function Beside(props: BesideProps) {
  const image = props.samples.image ?? props.detail.image;
  return image !== null ? <Images {...props} image={image} /> : props.samples.columns.length === 2 ? <Plane {...props} /> : <Marginals {...props} />;
}

export const spotsOf = (rows: Cell[][], x: number, y: number): Spot[] => rows.flatMap((row): Spot[] => {
  const [a, b] = [row[x], row[y]];
  return typeof a === 'number' && typeof b === 'number' ? [[a, b]] : [];
});

const explain = (named: Named): Explanation => ({ text: named.text, docs: DOCS });

function Plane(props: BesideProps) {
  const { route, samples } = props;
  const palette = useColours();
  const sets = useMemo(() => ({ generated: spotsOf(samples.generated, 0, 1), real: spotsOf(samples.real, 0, 1) }), [samples]);
  const ends = useMemo(() => endsOf([...sets.real, ...sets.generated]), [sets]);
  const names: [string, string] = [samples.columns[0] ?? '', samples.columns[1] ?? ''];
  const one = (id: 'generated' | 'real') => (
    <ChartFrame title={`${props[id].title}, n = ${count(sets[id].length)}`} {...frameOf(route, props.id + id)} class="half" table={{ head: samples.columns, rows: samples[id] }}
      explanation={explain(props[id])} empty={sets[id].length === 0 ? 'None are kept.' : null}>
      <Scatter label={`${count(sets[id].length)} ${id} samples, ${names.join(' by ')}`} clouds={[{ points: sets[id], colour: palette[id] }]} ends={ends} names={names} alike />
    </ChartFrame>
  );
  return <div class="grid">{one('generated')}{one('real')}</div>;
}

const SIDE = 10;

/** Values that are black and white: the ends of the real images. */
export function greysOf(real: Cell[][], image: Image): [number, number] {
  const end = image.first + image.height * image.width * image.channels;
  const values = real.slice(0, SIDE * SIDE).flatMap((row) => row.slice(image.first, end)).filter((value): value is number => typeof value === 'number');
  return values.length === 0 ? [0, 1] : [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

function Images(props: BesideProps & { image: Image }) {
  const { route, samples, image } = props;
  const ends = useMemo(() => greysOf(samples.real, image), [samples]);
  const side = Math.min(SIDE, Math.ceil(Math.sqrt(samples.generated.length)));
  const one = (id: 'generated' | 'real') => {
    const rows = samples[id].slice(0, side * side);
    return (
      <ChartFrame title={`${props[id].title}, ${image.height} × ${image.width}`} {...frameOf(route, props.id + id)} class="half" table={{ head: samples.columns, rows }}
        explanation={explain(props[id])} empty={rows.length === 0 ? 'None are kept.' : null}>
        <ImageGrid label={`${rows.length} ${id} images`} image={image} rows={rows} ends={ends} columns={side} />
      </ChartFrame>
    );
  };
  return <div class="grid">{one('generated')}{one('real')}</div>;
}
