import { useMemo } from 'preact/hooks';
import { BOARD, dataPath, runPath, samplesPath, seriesPath, type Board, type Data, type RunDetail, type Samples, type SeriesAnswer } from '../api';
import { count } from '../format';
import { hasChains, report } from '../report';
import { SAMPLE_COUNTS, replace, type SamplesRoute } from '../route';
import { useResource } from '../store';
import { RunHead } from './RunHead';
import { Waiting } from './parts';
import { Beside } from './samples/Beside';
import { More } from './samples/More';
import { Pairs } from './samples/Pairs';
import { Reverse } from './samples/Reverse';
import { ranked } from './samples/ranking';
import { inWords } from './samples/words';

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
        : <Sections detail={detail} route={route} samples={samples} />}
    </>
  );
}

function Sections({ detail, route, samples }: { detail: RunDetail; route: SamplesRoute; samples: Samples }) {
  const { data: board } = useResource<Board>(BOARD);
  const known = detail.metrics.some((info) => info.metric === 'column_w1_ratio');
  const { data: ratios } = useResource<SeriesAnswer>(known ? seriesPath(route.run, 'column_w1_ratio') : null);
  const columns = useMemo(() => ranked(samples, ratios), [samples, ratios]);
  const named = detail.columns.some((column) => column.kind === 'categorical');
  const { data } = useResource<Data>(named ? dataPath(route.run) : null);
  const worded = useMemo(() => (data === undefined ? samples : inWords(samples, data.columns)), [samples, data]);
  const all = { detail, route, samples: worded, columns };
  return (
    <>
      <h2 class="hidden">Generated beside real</h2>
      <Slider route={route} samples={samples} />
      <Pairs {...all} />
      <Beside {...all} id="" suffix=""
        generated={{ title: 'Generated', text: `Samples that the networks of milestone m = ${count(samples.milestone)} make, on the scales of the real ones beside them: the same axes, or the same black and white.` }}
        real={{ title: 'Real', text: 'The first samples of the source, in its own units. They do not change with the milestone.' }} />
      {(board?.draws === true || hasChains(report, route.run, samples.milestone)) && <Reverse {...all} />}
      {board?.draws === true && <More {...all} />}
      {board?.draws === false && report === null && <p class="quiet key">Chains on their way and new samples come from a sampler; the setting <code>sampler.url</code> says which one to ask.</p>}
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
