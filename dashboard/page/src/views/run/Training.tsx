import type { Maybe, Series } from '../../api';
import { pointsOf, type Line, type Point } from '../../charts/lines';
import { seriesColour, useColours } from '../../colours';
import { mean } from '../../scale';
import { MetricChart } from './MetricChart';
import { frameOf, isReading, useSeries, whole, type View } from './view';

const BANDS = 5;

/** At each milestone one number of what several series have there. */
function together(series: Series[], combine: (values: number[]) => number): Point[] {
  const milestones = [...new Set(series.flatMap((one) => one.milestones))].filter((m) => m > 0).sort((a, b) => a - b);
  return milestones.map((m) => {
    const values = series.flatMap((one) => one.value[one.milestones.indexOf(m)] ?? []);
    return { m, value: values.length === 0 ? null : combine(values), low: null, high: null, n: null, note: null };
  });
}

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** Means over consecutive timesteps, five bands at most. */
function bandsOf(series: Series[], timesteps: number): { label: string; points: Point[] }[] {
  const own = series.filter((one) => one.timestep !== null);
  if (own.length === 0) {
    return series.length === 0 ? [] : [{ label: 'all timesteps', points: together(series, mean) }];
  }
  const size = Math.max(1, Math.ceil(timesteps / BANDS));
  return Array.from({ length: Math.ceil(timesteps / size) }, (_, band) => {
    const [from, to] = [band * size + 1, Math.min(timesteps, (band + 1) * size)];
    return {
      label: from === to ? `k = ${from}` : `k = ${from}–${to}`,
      points: together(own.filter((one) => one.timestep! >= from && one.timestep! <= to), mean),
    };
  }).filter((band) => band.points.length > 0);
}

/** What training cost and brought, drift of the stream, and closeness to training samples. */
export function Training({ view }: { view: View }) {
  const palette = useColours();
  const { timesteps } = view.detail.card;
  const losses = useSeries(view, 'noise_prediction_loss');
  const loss = bandsOf(losses, timesteps);
  const speed = useSeries(view, 'steps_per_second');
  return (
    <section aria-labelledby="training">
      <h2 id="training">Training</h2>
      <div class="grid">
        <MetricChart title="Noise-prediction loss" frame={frameOf(view, 'loss')} reading={isReading(losses)} class="third" logarithmic
          lines={loss.map((band, i): Line => ({ ...band, colour: seriesColour(palette, i) }))}
          explanation={{ text: 'Training loss: mean squared error of the predicted noise, per coordinate, as the mean over a band of timesteps. At small times most of it is noise that no network can remove.', docs: 'docs/metrics.md' }} />
        <MetricChart title="Gradient steps a second" frame={frameOf(view, 'speed')} reading={isReading(speed)} class="third"
          lines={[{ label: 'all shards', colour: palette.median, points: together(speed, sum) }]}
          explanation={{ text: 'Gradient steps that all shards took together in a second. It falls where trainers share a machine with others, or where samples come slower than they are learnt.', docs: 'docs/metrics.md' }} />
        <Shares view={view} />
      </div>
    </section>
  );
}

function Shares({ view }: { view: View }) {
  const palette = useColours();
  const seconds = useSeries(view, 'training_seconds');
  const total = together(seconds, sum);
  const parts = (['data', 'compute', 'publishing'] as const).map((name) => ({ name, points: together(useSeries(view, `${name}_seconds`), sum) }));
  const share = (value: Maybe<number>, m: number) => {
    const whole = total.find((point) => point.m === m)?.value;
    return value === null || whole == null || whole <= 0 ? null : value / whole;
  };
  return (
    <MetricChart title="Where training time goes" frame={frameOf(view, 'shares')} reading={isReading(seconds)} class="third"
      lines={parts.map((part, i): Line => ({ label: part.name, colour: seriesColour(palette, i), points: part.points.map((point) => ({ ...point, value: share(point.value, point.m) })) }))}
      explanation={{ text: 'Shares of a milestone’s training time in which batches were put together (data), gradient steps computed, and networks sent to Kafka (publishing). What is missing to 1 is waiting.', docs: 'docs/metrics.md' }} />
  );
}

/** Whether the stream still has one law, and whether generations repeat training samples. */
export function Watch({ view }: { view: View }) {
  const palette = useColours();
  const prequential = useSeries(view, 'prequential_loss');
  const statistic = useSeries(view, 'drift_statistic');
  const alarms = useSeries(view, 'drift_alarms');
  const ratios = useSeries(view, 'training_w2_ratio');
  const training = whole(ratios);
  const memorised = whole(useSeries(view, 'memorisation_alarm'));
  const last = memorised?.value[memorised.value.length - 1];
  return (
    <section aria-labelledby="watch">
      <h2 id="watch">Drift and memorisation</h2>
      <div class="grid">
        <MetricChart title="Prequential loss" frame={frameOf(view, 'prequential')} reading={isReading(prequential)} class="third"
          lines={bandsOf(prequential, view.detail.card.timesteps).map((band, i): Line => ({ ...band, colour: seriesColour(palette, i) }))}
          explanation={{ text: 'Mean squared error of the predicted noise on new samples, before anything is trained on them. It rises where the law of the stream has changed.', docs: 'docs/metrics.md' }} />
        <MetricChart title="Drift statistic" frame={frameOf(view, 'drift')} reading={isReading(statistic)} class="third"
          lines={[
            { label: 'evidence over threshold', colour: palette.median, points: together(statistic, (values) => Math.max(...values)) },
            { label: 'alarms so far', colour: palette.worst, points: together(alarms, sum), dashed: true },
          ]}
          levels={[{ value: 1, label: 'alarm', colour: palette.target }]}
          explanation={{ text: 'Evidence that the stream has changed since the last alarm, over the alarm’s threshold; of several shards, the largest. At 1 an alarm is raised: errors at m samples then no longer are about one law.', docs: 'docs/metrics.md' }} />
        <MetricChart title="Closeness to training samples" frame={frameOf(view, 'memorisation')} reading={isReading(ratios)} class="third"
          lines={[{ label: 'W₂ to training / reference', colour: palette.median, points: pointsOf(training) }]}
          levels={[{ value: 1, label: 'as fresh samples', colour: palette.target }]}
          explanation={{ text: 'Distance of generations from the training samples, over what fresh samples of the data have. Far below 1, generations repeat training samples: then memorisation_alarm is 1.', docs: 'docs/metrics.md' }}
          footer={last == null ? null : <p class="advice">{last > 0 ? <><b class="status refuted">alarm</b> Generations lie closer to the training samples than fresh samples do.</> : <><b class="status">no alarm</b> Generations are no closer to the training samples than fresh samples are.</>}</p>} />
      </div>
    </section>
  );
}
