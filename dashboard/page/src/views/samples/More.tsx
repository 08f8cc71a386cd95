import { useMemo, useRef, useState } from 'preact/hooks';
import { Problem, drawPath, post, type Drawn, type RunDetail, type Samples } from '../../api';
import { save } from '../../charts/download';
import { count } from '../../format';
import { useOnce } from '../../once';
import { replace, type SamplesRoute } from '../../route';
import { Waiting } from '../parts';
import { Beside } from './Beside';
import { anySeed } from './frame';
import type { RankedColumn } from './ranking';

interface MoreProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
}

const N = 64;

/** Samples that a sampler makes now: some to look at, as many as are wanted to take away. */
export function More(props: MoreProps) {
  const { route, samples } = props;
  const { milestone } = samples;
  const seed = route.draw;
  const key = seed === null ? null : `draw ${route.run} ${milestone} ${seed}`;
  const { data, problem } = useOnce<Drawn>(key, async () => (await post(drawPath(route.run), { n: N, seed, milestone, format: 'json' })).json() as Promise<Drawn>);
  return (
    <section aria-labelledby="more">
      <h2 id="more">Made now</h2>
      <div class="controls">
        <button type="button" class="main" onClick={() => replace({ ...route, milestone, draw: anySeed() })}>Generate {N} more</button>
        {seed !== null && <>
          <span role="status" class="small">{data === undefined ? '' : <>{N} made with <b>seed {seed}</b> at m = {count(milestone)}: this address makes them again</>}</span>
          <button type="button" onClick={() => replace({ ...route, draw: null })}>Close</button>
        </>}
      </div>
      {seed !== null && (data === undefined ? <Waiting problem={problem} what={`${N} samples`} /> : <Shown {...props} drawn={data} seed={seed} />)}
      <TakeAway run={route.run} milestone={milestone} seed={seed} />
    </section>
  );
}

function Shown({ drawn, seed, ...props }: MoreProps & { drawn: Drawn; seed: number }) {
  const samples = useMemo(() => ({ ...props.samples, generated: drawn.rows, real: props.samples.real.slice(0, N) }), [drawn, props.samples]);
  return (
    <Beside {...props} samples={samples} id="drawn-" suffix={`, seed ${seed}`}
      generated={{ title: `Generated with seed ${seed}`, text: `Samples that a sampler made when they were asked for, with the networks of milestone m = ${count(samples.milestone)}. The same seed and milestone give the same samples again.` }}
      real={{ title: 'Real, as many', text: 'The first samples of the source, as many as were generated, in its own units.' }} />
  );
}

const FORMATS = { csv: 'CSV', npy: 'NPY' };

/** Any number of samples as a file. */
function TakeAway({ run, milestone, seed }: { run: string; milestone: number; seed: number | null }) {
  const [n, setN] = useState('1000');
  const [format, setFormat] = useState<keyof typeof FORMATS>('csv');
  const [said, setSaid] = useState<{ text: string; bad: boolean }>({ text: '', bad: false });
  const [busy, setBusy] = useState(false);
  const abort = useRef<AbortController | null>(null);
  const take = async (event: Event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    abort.current = new AbortController();
    setBusy(true);
    setSaid({ text: `Making ${count(Number(n))} samples …`, bad: false });
    try {
      const answer = await post(drawPath(run), { n: Number(n), seed: seed ?? anySeed(), milestone, format }, abort.current.signal);
      const used = answer.headers.get('Scorestream-Seed') ?? '';
      const m = answer.headers.get('Scorestream-Milestone') ?? milestone;
      const name = `${run}-m${m}-seed${used}-n${n}.${format}`;
      save(await answer.blob(), name);
      setSaid({ text: `${name} has ${count(Number(n))} samples.`, bad: false });
    } catch (problem) {
      const remedy = problem instanceof Problem ? problem.remedy : null;
      setSaid(abort.current.signal.aborted ? { text: 'Left off.', bad: false }
        : { text: `${problem instanceof Problem ? problem.message : 'The answer broke off'}${remedy === null ? '' : `: ${remedy}`}`, bad: true });
    }
    setBusy(false);
  };
  return (
    <form class="controls take-away" onSubmit={(event) => void take(event)}>
      <label>As a file: <input type="number" min={1} max={100_000_000} required value={n} onInput={(event) => setN(event.currentTarget.value)} /> samples</label>
      <label>as <select value={format} onChange={(event) => setFormat(event.currentTarget.value as keyof typeof FORMATS)}>
        {Object.entries(FORMATS).map(([value, name]) => <option value={value}>{name}</option>)}
      </select></label>
      <button type="submit" aria-disabled={busy}>Download</button>
      {busy && <button type="button" onClick={() => abort.current?.abort()}>Stop</button>}
      <span role="status" class={said.bad ? 'small bad' : 'small quiet'}>{said.text}</span>
    </form>
  );
}
