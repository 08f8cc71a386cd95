import { word, type Series } from '../../api';
import { pointsOf } from '../../charts/lines';
import { useColours } from '../../colours';
import { count, number, withInterval } from '../../format';
import { MetricChart } from './MetricChart';
import { frameOf, placeOf, useSeries, whole, type View } from './view';

interface Distance {
  metric: string;
  name: string;
  text: string;
}

export const DISTANCES: Distance[] = [
  { metric: 'sliced_w2', name: 'Sliced W₂', text: '2-Wasserstein distance between generations and reference samples, averaged over fixed directions.' },
  { metric: 'w1', name: 'W₁, exact', text: '1-Wasserstein distance between generations and reference samples, of as many points as n says.' },
  { metric: 'w2', name: 'W₂, exact', text: '2-Wasserstein distance between generations and reference samples, of as many points as n says.' },
  { metric: 'max_sliced_w2', name: 'Max-sliced W₂', text: 'The distance along the direction that tells most apart, fitted on one half of the points and measured on the other.' },
  { metric: 'sinkhorn_w2', name: 'Sinkhorn, root', text: 'Square root of the debiased Sinkhorn divergence, at an entropic regularisation that is fixed by the data.' },
  { metric: 'gaussian_w2', name: 'W₂ of Gaussians', text: 'Bures distance of the Gaussians with the samples’ means and covariances: a lower bound of W₂ for many points.' },
];

const FLOOR = 'The grey band is what two sets of real samples of the same size have: a distance within it cannot be told from none.';

interface Measured extends Distance {
  value: Series | undefined;
  floor: Series | undefined;
  ratio: Series | undefined;
}

function useDistance(view: View, distance: Distance): Measured {
  return {
    ...distance,
    value: whole(useSeries(view, distance.metric)),
    floor: whole(useSeries(view, `${distance.metric}_floor`)),
    ratio: whole(useSeries(view, `${distance.metric}_ratio`)),
  };
}

/** How far generations are from the data, each distance beside its noise floor. */
export function Distances({ view }: { view: View }) {
  const measured = DISTANCES.map((distance) => useDistance(view, distance)).filter((distance) => distance.value !== undefined);
  return (
    <section aria-labelledby="distances">
      <h2 id="distances">Distances of the generations from the data</h2>
      {measured.length === 0 ? <p class="empty">{view.detail.metrics.some(({ metric }) => DISTANCES.some((distance) => distance.metric === metric)) ? 'Reading …' : 'No generations have been measured yet.'}</p> : <>
        <RatioTable view={view} measured={measured} />
        <div class="grid">{measured.map((distance) => <DistanceChart key={distance.metric} view={view} distance={distance} />)}</div>
      </>}
    </section>
  );
}

function DistanceChart({ view, distance }: { view: View; distance: Measured }) {
  const palette = useColours();
  const values = pointsOf(distance.value).flatMap((point) => (point.value !== null && point.value > 0 ? [point.value] : []));
  const spread = values.length > 0 ? Math.max(...values) / Math.min(...values) : 1;
  return (
    <MetricChart title={distance.name} frame={frameOf(view, distance.metric)} logarithmic={spread > 12} class="sixth"
      lines={[
        { label: 'generations', colour: palette.median, points: pointsOf(distance.value) },
        { label: 'floor', colour: palette.floor, points: pointsOf(distance.floor), bandOnly: true },
      ]}
      explanation={{ text: `${distance.text} ${FLOOR}`, docs: 'docs/metrics.md' }} />
  );
}

export const VERDICTS: Record<string, string> = {
  indistinguishable: 'indistinguishable at this n',
  distinguishable: 'distinguishable',
};

function RatioTable({ view, measured }: { view: View; measured: Measured[] }) {
  const milestone = view.route.milestone;
  const newest = Math.max(...measured.flatMap((distance) => distance.value?.milestones.slice(-1) ?? []));
  return (
    <>
    <p class="quiet prose">At m = {count(milestone ?? newest)}. The floor is the distance between two sets of real samples of the same size n, with the band that holds 95 % of them; indistinguishable is what lies within that band.</p>
    <div class="scroll" tabIndex={0} role="region" aria-label="Distances and their floors">
      <table class="ratios">
        <thead><tr><th scope="col">distance</th><th scope="col" class="number">n</th><th scope="col">value</th><th scope="col">floor</th><th scope="col" class="number">ratio</th><th scope="col" class="wide">verdict</th></tr></thead>
        <tbody>{measured.map((distance) => <RatioRow key={distance.metric} distance={distance} milestone={milestone ?? newest} />)}</tbody>
      </table>
    </div>
    </>
  );
}

function RatioRow({ distance, milestone }: { distance: Measured; milestone: number }) {
  const value = distance.value!;
  const i = placeOf(value, milestone);
  const floor = distance.floor;
  const f = floor === undefined ? -1 : placeOf(floor, milestone);
  const r = distance.ratio === undefined ? -1 : placeOf(distance.ratio, milestone);
  const reason = value.leftOut[i] ?? null;
  const verdict = value.verdict[i] == null ? null : word(value.verdict[i]);
  return (
    <tr>
      <th scope="row">{distance.name}</th>
      <td class="number">{count(value.n[i])}</td>
      {reason !== null ? <td colSpan={4} class="note">left out: {reason}</td> : <>
        <td>{withInterval(value.value[i], value.low[i], value.high[i])}</td>
        <td>{withInterval(floor?.value[f], floor?.low[f], floor?.high[f])}</td>
        <td class="number">{number(distance.ratio?.value[r])}</td>
        <td class={`wide verdict ${verdict ?? ''}`}>{verdict === null ? '–' : VERDICTS[verdict] ?? verdict}</td>
      </>}
    </tr>
  );
}
