import { useMemo } from 'preact/hooks';
import type { Cell, Path, RunDetail, Samples } from '../../api';
import { ChartFrame } from '../../charts/ChartFrame';
import { Histogram, binsOf } from '../../charts/Histogram';
import { ImageGrid } from '../../charts/ImageGrid';
import { Scatter, endsOf, type Spot } from '../../charts/Scatter';
import { useColours } from '../../colours';
import { count } from '../../format';
import type { SamplesRoute } from '../../route';
import { greysOf, spotsOf } from './Beside';
import { frameOf } from './frame';
import { isOrdered, numbersOf, type RankedColumn } from './ranking';

export interface ChainsProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
  path: Path;
  frame: number;
  /** Which timestep the frame is of, in words. */
  step: string;
}

const DOCS = 'docs/concepts.md';
const STILL = 'The reverse process draws noise and takes it back timestep by timestep, each with that timestep’s network.';

/** Chains at one frame: images, points of two columns, or the distribution of one. */
export function Chains(props: ChainsProps) {
  const { path, samples, detail, columns } = props;
  const ordered = (samples.columns.length === 2 ? [0, 1] : columns.map((column) => column.place)).filter((place) => isOrdered(detail, place));
  const [x, y] = ordered;
  if (path.image !== null) {
    return <Images {...props} />;
  }
  return x !== undefined && y !== undefined ? <Points {...props} x={x} y={y} /> : <Spread {...props} place={x ?? 0} />;
}

const tableOf = ({ path, frame }: ChainsProps) => ({ head: path.columns, rows: path.frames[frame] ?? [] });

/** Ways of more chains than these hide one another. */
const WAYS = 10;

function Points(props: ChainsProps & { x: number; y: number }) {
  const { route, samples, path, frame, step, x, y } = props;
  const palette = useColours();
  const real = useMemo(() => spotsOf(samples.real.slice(0, 1000), x, y), [samples, x, y]);
  const frames = useMemo(() => path.frames.map((rows) => spotsOf(rows, x, y)), [path, x, y]);
  const ends = useMemo(() => endsOf([...real, ...frames.flat()]), [real, frames]);
  const ways = useMemo(() => (frames[0] ?? []).slice(0, WAYS).map((_, chain) => frames.map((spots) => spots[chain]).filter((spot): spot is Spot => spot !== undefined)), [frames]);
  const names: [string, string] = [samples.columns[x] ?? '', samples.columns[y] ?? ''];
  const shared = { ends, names, alike: samples.columns.length === 2 };
  const beneath = { points: real, colour: palette.real, opacity: 0.22 };
  const off = samples.columns.length > 2 ? `, of ${names.join(' and ')}` : '';
  return (
    <div class="grid">
      <ChartFrame title={`Chains at ${step}${off}`} {...frameOf(route, 'chains')} class="half" table={tableOf(props)} explanation={{ text: `${STILL} Beneath them, pale, are real samples.`, docs: DOCS }}>
        <Scatter label={`${count(frames[frame]?.length)} chains at ${step}, ${names.join(' by ')}`} clouds={[beneath, { points: frames[frame] ?? [], colour: palette.generated, opacity: 0.85 }]} {...shared} />
      </ChartFrame>
      <ChartFrame title={`Ways of ${ways.length} chains${off}`} {...frameOf(route, 'ways')} class="half"
        table={{ head: ['chain', 'timestep', ...names], rows: ways.flatMap((way, chain) => way.map((spot, i) => [chain + 1, path.timesteps[i] ?? null, ...spot])) }}
        explanation={{ text: 'Where the first chains went, from noise to the points that stand for the samples they became. Each step brings fresh noise of its timestep, so that ways are jagged first; the last, short steps decide on the law’s fine structure.', docs: DOCS }}>
        <Scatter label={`Ways of ${ways.length} chains from noise to data, ${names.join(' by ')}`} trails={{ ways, colour: palette.generated }}
          clouds={[beneath, { points: ways.map((way) => way[way.length - 1]!), colour: palette.generated, opacity: 1 }]} {...shared} />
      </ChartFrame>
    </div>
  );
}

function Images(props: ChainsProps) {
  const { route, samples, path, frame, step } = props;
  const image = path.image!;
  const ends = useMemo(() => greysOf(samples.real, image), [samples]);
  const rows = path.frames[frame] ?? [];
  const side = Math.floor(Math.sqrt(rows.length));
  const across = 8;
  const down = Math.min(across, rows.length);
  const film = useMemo(() => Array.from({ length: down }, (_, chain) => Array.from({ length: across }, (_, i): Cell[] => path.frames[Math.round((i * (path.frames.length - 1)) / (across - 1))]?.[chain] ?? [])).flat(), [path]);
  return (
    <div class="grid">
      <ChartFrame title={`Chains at ${step}`} {...frameOf(route, 'chains')} class="half" table={tableOf(props)} explanation={{ text: `${STILL} Black and white are the ends of the real images’ values, beyond which pixels are cut.`, docs: DOCS }}>
        <ImageGrid label={`${side * side} chains at ${step}`} image={image} rows={rows.slice(0, side * side)} ends={ends} columns={side} />
      </ChartFrame>
      <ChartFrame title={`${down} chains from noise to data`} {...frameOf(route, 'ways')} class="half" table={{ head: ['chain', 'timestep', ...path.columns], rows: path.frames.flatMap((set, i) => set.slice(0, down).map((row, chain) => [chain + 1, path.timesteps[i] ?? null, ...row])) }}
        explanation={{ text: `Each line is one chain at ${across} of its states, noise at the left and the image that it became at the right.`, docs: DOCS }}>
        <ImageGrid label={`${down} chains at ${across} timesteps each`} image={image} rows={film} ends={ends} columns={across} />
      </ChartFrame>
    </div>
  );
}

function Spread(props: ChainsProps & { place: number }) {
  const { route, samples, path, frame, step, place } = props;
  const name = samples.columns[place] ?? '';
  const bins = useMemo(() => binsOf(numbersOf(path.frames[frame] ?? [], place), numbersOf(samples.real, place), 40), [path, frame, samples, place]);
  return (
    <div class="grid">
      <ChartFrame title={`Chains at ${step}: ${name}`} {...frameOf(route, 'chains')} class="half" explanation={{ text: `${STILL} The filled bars are real samples.`, docs: DOCS }}
        table={{ head: ['from', 'chains', 'real'], rows: bins.real.map((real, i) => [bins.edges?.[i] ?? null, bins.generated[i] ?? null, real]) }}>
        <Histogram label={`Distribution of ${name} over chains at ${step}, beside real samples`} bins={bins} />
      </ChartFrame>
    </div>
  );
}
