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

/** What says how alike two sets are, and is no distance. */
export const LIKENESS: Distance[] = [
  { metric: 'precision', name: 'Precision', text: 'Share of generations that lie where the data is: in a ball about a reference sample, up to its 5th nearest.' },
  { metric: 'recall', name: 'Recall', text: 'Share of reference samples that lie where generations are: in a ball about a generation, up to its 5th nearest.' },
  { metric: 'density', name: 'Density', text: 'How many balls of reference samples a generation lies in, over 5: above the band, generations keep to the middle of the data.' },
  { metric: 'coverage', name: 'Coverage', text: 'Share of balls of reference samples with a generation in them: low where part of the data is left out.' },
  { metric: 'classifier_accuracy', name: 'Told by a classifier', text: 'How often a classifier that learned from one half tells generations of the other from reference samples. One half is chance.' },
  { metric: 'dcr_share', name: 'Closer to training', text: 'Share of generations that lie closer to a training sample than to any of as many held-out ones. Far above one half, generations copy training samples.' },
  { metric: 'mean_error', name: 'Mean, error', text: 'How far the mean of generations is from that of reference samples, in standard deviations: root mean square over coordinates and principal axes.' },
  { metric: 'covariance_error', name: 'Covariance, error', text: 'The same of variances, and of the covariances of principal axes.' },
  { metric: 'skewness_error', name: 'Skewness, error', text: 'The same of third cumulants, along coordinates and principal axes alone.' },
  { metric: 'kurtosis_error', name: 'Kurtosis, error', text: 'The same of fourth cumulants. Rare samples decide it.' },
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

/** What has been measured of them. */
function useMeasured(view: View, distances: Distance[]): Measured[] {
  return distances.map((distance) => useDistance(view, distance)).filter((distance) => distance.value !== undefined);
}

/** How far generations are from the data, each distance beside its noise floor. */
export function Distances({ view }: { view: View }) {
  const measured = useMeasured(view, DISTANCES);
  return (
    <section aria-labelledby="distances">
      <h2 id="distances">Distances of the generations from the data</h2>
      {measured.length === 0 ? <p class="empty">{view.detail.metrics.some(({ metric }) => DISTANCES.some((distance) => distance.metric === metric)) ? 'Reading …' : 'No generations have been measured yet.'}</p> : <>
        <FloorTable view={view} measured={measured} kind="distance"
          floor="The floor is the distance between two sets of real samples of the same size n, with the band that holds 95 % of them; indistinguishable is what lies within that band." />
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

/** How alike they are by what is no distance; nothing where no evaluator has measured it. */
export function Likeness({ view }: { view: View }) {
  const palette = useColours();
  const measured = useMeasured(view, LIKENESS);
  if (measured.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="likeness">
      <h2 id="likeness">Likeness of generations and data</h2>
      <FloorTable view={view} measured={measured} kind="likeness"
        floor="The floor is what real samples have in the place of generations, with the band that holds 95 % of them; indistinguishable is what lies within that band or, for the classifier, copies and errors, not above it. One half is chance for the first two of these; errors are in standard deviations." />
      <div class="grid">{measured.map((likeness) => (
        <MetricChart key={likeness.metric} title={likeness.name} frame={frameOf(view, likeness.metric)} class="sixth"
          lines={[
            { label: 'generations', colour: palette.median, points: pointsOf(likeness.value) },
            { label: 'floor', colour: palette.floor, points: pointsOf(likeness.floor), bandOnly: true },
          ]}
          explanation={{ text: `${likeness.text} The grey band is what real samples have in their place.`, docs: 'docs/metrics.md' }} />
      ))}</div>
    </section>
  );
}

export const VERDICTS: Record<string, string> = {
  indistinguishable: 'indistinguishable at this n',
  distinguishable: 'distinguishable',
};

interface TableProps {
  view: View;
  measured: Measured[];
  kind: 'distance' | 'likeness';
  /** What the floor is. */
  floor: string;
}

/** Each number beside its floor; only distances have a ratio to it. */
function FloorTable({ view, measured, kind, floor }: TableProps) {
  const milestone = view.route.milestone;
  const newest = Math.max(...measured.flatMap((distance) => distance.value?.milestones.slice(-1) ?? []));
  return (
    <>
    <p class="quiet prose">At m = {count(milestone ?? newest)}. {floor}</p>
    <div class="scroll" tabIndex={0} role="region" aria-label={kind === 'distance' ? 'Distances and their floors' : 'Likeness and its floors'}>
      <table class="ratios">
        <thead><tr><th scope="col">{kind}</th><th scope="col" class="number">n</th><th scope="col">value</th><th scope="col">floor</th>{kind === 'distance' && <th scope="col" class="number">ratio</th>}<th scope="col" class="wide">verdict</th></tr></thead>
        <tbody>{measured.map((distance) => <FloorRow key={distance.metric} distance={distance} hasRatio={kind === 'distance'} milestone={milestone ?? newest} />)}</tbody>
      </table>
    </div>
    </>
  );
}

function FloorRow({ distance, hasRatio, milestone }: { distance: Measured; hasRatio: boolean; milestone: number }) {
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
      {reason !== null ? <td colSpan={hasRatio ? 4 : 3} class="note">left out: {reason}</td> : <>
        <td>{withInterval(value.value[i], value.low[i], value.high[i])}</td>
        <td>{withInterval(floor?.value[f], floor?.low[f], floor?.high[f])}</td>
        {hasRatio && <td class="number">{number(distance.ratio?.value[r])}</td>}
        <td class={`wide verdict ${verdict ?? ''}`}>{verdict === null ? '–' : VERDICTS[verdict] ?? verdict}</td>
      </>}
    </tr>
  );
}
