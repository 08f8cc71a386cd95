import { useEffect, useMemo, useState } from 'preact/hooks';
import { getJson, pathPath, type Path, type RunDetail, type Samples } from '../../api';
import { count, number } from '../../format';
import { useOnce } from '../../once';
import { report } from '../../report';
import { replace, type SamplesRoute } from '../../route';
import { Waiting } from '../parts';
import { Player, useStillness } from './Player';
import { Chains } from './Chains';
import type { RankedColumn } from './ranking';

interface ReverseProps {
  detail: RunDetail;
  route: SamplesRoute;
  samples: Samples;
  columns: RankedColumn[];
}

const FRAMES = 40;
const MOST = 256;
/** Numbers of all frames together: some megabytes of JSON. */
const NUMBERS = 240_000;

/** How chains go from noise to data, frame by frame. */
export function Reverse(props: ReverseProps) {
  const { route, samples, detail } = props;
  const seed = route.path;
  const frames = Math.min(FRAMES, detail.card.timesteps + 1);
  const fitting = Math.floor(NUMBERS / (frames * Math.max(1, samples.columns.length)));
  const n = Math.min(MOST, Math.max(9, fitting));
  const path = seed === null ? null : pathPath(route.run, samples.milestone, n, frames, seed);
  const { data, problem } = useOnce<Path>(path, async () => (await getJson<Path>(path!, null))!.data);
  return (
    <section aria-labelledby="reverse">
      <h2 id="reverse">From noise to data</h2>
      {seed === null || path === null ? (
        <div class="controls">
          <button type="button" class="main" onClick={() => replace({ ...route, milestone: samples.milestone, path: 1, frame: null })}>Watch chains being denoised</button>
          {report === null && <span class="quiet small">{count(n)} chains of the networks of m = {count(samples.milestone)}, made now</span>}
        </div>
      ) : <>
        {data === undefined ? <Waiting problem={problem} what="chains" /> : <Film key={path} {...props} path={data} />}
        <div class="controls">
          {data !== undefined && <span class="quiet small">{count(data.frames[0]?.length)} chains{report === null && ` with seed ${seed}`} at m = {count(data.milestone)}, {data.frames.length} of their states</span>}
          <button type="button" onClick={() => replace({ ...route, path: null, frame: null })}>Close</button>
        </div>
      </>}
    </section>
  );
}

function Film({ path, ...props }: ReverseProps & { path: Path }) {
  const { route, detail } = props;
  const last = path.frames.length - 1;
  const still = useStillness();
  const chosen = route.frame === null ? null : Math.min(last, route.frame);
  const [frame, setFrame] = useState(chosen ?? (still ? last : 0));
  const [playing, setPlaying] = useState(chosen === null && !still);
  useEffect(() => {
    if (chosen !== null) {
      setFrame(chosen);
    }
  }, [chosen]);
  const steps = useMemo(() => path.timesteps.map((k) => sayTimestep(detail, k)), [path]);
  return (
    <>
      <Player frames={path.frames.length} frame={frame} onFrame={setFrame} playing={playing} say={(at) => steps[at] ?? ''}
        onPlaying={(play) => {
          setPlaying(play);
          if (play && route.frame !== null) {
            replace({ ...route, frame: null });
          }
        }}
        onChosen={(at) => { setFrame(at); replace({ ...route, frame: at }); }} />
      <Chains {...props} path={path} frame={frame} step={`k = ${path.timesteps[frame] ?? 0}`} />
    </>
  );
}

function sayTimestep(detail: RunDetail, k: number): string {
  const [time, sigma] = [detail.times[k - 1], detail.sigmas[k - 1]];
  return k === 0 ? 'k = 0, data' : `k = ${k}${time === undefined ? '' : `, τ = ${number(time)}`}${sigma === undefined ? '' : `, σ = ${number(sigma)}`}`;
}
