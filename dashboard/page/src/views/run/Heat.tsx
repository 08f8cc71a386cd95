import type { Series } from '../../api';
import { ChartFrame } from '../../charts/ChartFrame';
import { HeatMap } from '../../charts/HeatMap';
import { within } from '../../charts/lines';
import { symbol, title } from '../../format';
import { change, frameOf, isReading, type View } from './view';

/** The headline over timestep and milestone. */
export function Heat({ view, series, chosen }: { view: View; series: Series[]; chosen: number[] }) {
  const { card, times, sigmas } = view.detail;
  const { range, ...frame } = frameOf(view, 'heat');
  const milestones = [...new Set(series.flatMap((one) => one.milestones))].sort((a, b) => a - b).filter((m) => within(m, range));
  const rows = series.filter((one): one is Series & { timestep: number } => one.timestep !== null).sort((a, b) => a.timestep - b.timestep);
  const table = {
    head: ['k', 'τ', 'σ', 'm', symbol(card.headline.metric, view.delta), 'low', 'high', 'n', 'verdict'],
    rows: rows.flatMap((one) => one.milestones.flatMap((m, i) => within(m, range)
      ? [[one.timestep, times[one.timestep - 1] ?? null, sigmas[one.timestep - 1] ?? null, m, one.value[i] ?? null, one.low[i] ?? null, one.high[i] ?? null, one.n[i] ?? null, one.verdict[i] ?? null]]
      : [])),
  };
  const toggle = (k: number) => {
    const next = chosen.includes(k) ? chosen.filter((other) => other !== k) : [...chosen, k];
    change(view, { timesteps: next.length === 0 ? null : next });
  };
  const robust = card.headline.metric === 'robust_error';
  return (
    <ChartFrame title={`${title(card.headline.metric, view.delta)} by timestep and m`} {...frame} table={table} class="half"
      explanation={robust
        ? { text: `The error of each timestep's score that all but a share δ of the draws stay below, in units of 1/σ. Dark is good: a tick says that it keeps to the target at ${100 * card.confidence} % confidence, a cross that it does not.`, docs: 'docs/metrics.md' }
        : { text: 'Mean squared error of the predicted noise on held-out samples, for each timestep. The law of the data is not known, so there is no exact score to compare with; part of this loss is noise that no network can remove.', docs: 'docs/adr/0009-scores-without-a-truth.md' }}
      empty={isReading(series) ? 'Reading …' : rows.length === 0 ? 'No milestone has been measured yet.' : milestones.length === 0 ? 'No milestone lies in this range.' : null}>
      <HeatMap label={title(card.headline.metric, view.delta)} symbol={symbol(card.headline.metric, view.delta)} series={new Map(rows.map((one) => [one.timestep, one]))}
        timesteps={card.timesteps} milestones={milestones} times={times} sigmas={sigmas} chosen={chosen} target={robust ? card.target : null} onTimestep={toggle} />
    </ChartFrame>
  );
}
