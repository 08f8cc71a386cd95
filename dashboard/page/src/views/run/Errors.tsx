import { useState } from 'preact/hooks';
import { word, type Forecast, type Series } from '../../api';
import { pointsOf, type Line, type Span } from '../../charts/lines';
import { seriesColour, useColours, type Palette } from '../../colours';
import { number, symbol, title } from '../../format';
import { Text } from '../Text';
import { fitOf, pointsOfFit } from './fit';
import { MetricChart } from './MetricChart';
import { change, frameOf, isReading, type View } from './view';

export interface ErrorsProps {
  view: View;
  series: Series[];
  chosen: number[];
  worst: number | null;
  middle: number | null;
}

/** The headline of some timesteps against m, with the target and what is forecast. */
export function Errors({ view, series, chosen, worst, middle }: ErrorsProps) {
  const palette = useColours();
  const { card } = view.detail;
  const robust = card.headline.metric === 'robust_error';
  const role = (k: number) => (k === worst ? ' (worst)' : k === middle ? ' (middle)' : '');
  const measured = chosen.map((k, i): Line => ({
    label: `k = ${k}${role(k)}`, colour: seriesColour(palette, i), points: pointsOf(series.find((one) => one.timestep === k)),
  }));
  const forecasts = view.route.forecast ? chosen.map((k) => forecastOf(view, k)) : [];
  const curves = forecasts.flatMap((forecast, i) => curveOf(forecast, measured[i]));
  const spans = forecasts.flatMap((forecast, i) => spanOf(forecast, seriesColour(palette, i)));
  return (
    <MetricChart title={`${title(card.headline.metric, view.delta)} against m`} frame={frameOf(view, 'errors')} logarithmic height={360} class="half"
      reading={isReading(series)} lines={[...measured, ...curves]} spans={spans}
      levels={robust ? [{ value: card.target, label: 'target ε', colour: palette.target }] : []}
      explanation={{
        text: `Each line is one timestep, its band the interval at ${100 * card.confidence} % confidence. Dashed is the fit c + A·m^(−b) through the milestones and on to ten times the newest m; its band leads from the newest interval to that of the forecast at the far end, and the bar on the axis spans the m at which the target becomes possible, likely and nearly sure.`,
        docs: 'docs/adr/0011-forecasts.md',
      }}
      controls={<Choose view={view} chosen={chosen} role={role} palette={palette} hasForecasts={view.detail.forecasts.length > 0} />}
      footer={<Advice view={view} chosen={chosen} />}
      empty="No milestone has been measured yet." />
  );
}

function forecastOf(view: View, k: number): Forecast | undefined {
  const { headline } = view.detail.card;
  return view.detail.forecasts.find((forecast) => word(forecast.scope) === 'timestep' && forecast.timestep === k
    && forecast.metric === headline.metric && forecast.delta === view.delta);
}

function curveOf(forecast: Forecast | undefined, line: Line | undefined): Line[] {
  const fit = fitOf(forecast);
  return fit === null || line === undefined ? []
    : [{ label: `k = ${forecast?.timestep}, fit and forecast`, colour: line.colour, points: pointsOfFit(fit, line.points), dashed: true, curve: true }];
}

function spanOf(forecast: Forecast | undefined, colour: string): Span[] {
  if (forecast === undefined || word(forecast.status) !== 'needed' || forecast.needed === null || forecast.neededLow === null) {
    return [];
  }
  return [{ low: forecast.neededLow, value: forecast.needed, high: forecast.neededHigh, colour, label: 'needed' }];
}

interface ChooseProps {
  view: View;
  chosen: number[];
  role: (k: number) => string;
  palette: Palette;
  hasForecasts: boolean;
}

function Choose({ view, chosen, role, palette, hasForecasts }: ChooseProps) {
  const [text, setText] = useState('');
  const { timesteps, times, sigmas } = { ...view.detail, timesteps: view.detail.card.timesteps };
  const add = (event: Event) => {
    event.preventDefault();
    const k = Number(text);
    if (Number.isInteger(k) && k >= 1 && k <= timesteps && !chosen.includes(k)) {
      change(view, { timesteps: [...chosen, k] });
    }
    setText('');
  };
  return (
    <div class="controls">
      {chosen.map((k, i) => (
        <button type="button" class="chip" title={`τ = ${number(times[k - 1])}, σ = ${number(sigmas[k - 1])}`} aria-label={`Leave out timestep ${k}`} disabled={chosen.length === 1}
          onClick={() => change(view, { timesteps: chosen.filter((other) => other !== k) })}>
          <i class="swatch" style={{ color: seriesColour(palette, i) }} />k = {k}{role(k)} <span aria-hidden="true">×</span>
        </button>
      ))}
      <form onSubmit={add}>
        <label>add k <input type="number" min={1} max={timesteps} value={text} onInput={(event) => setText(event.currentTarget.value)} /></label>
      </form>
      {view.route.timesteps !== null && <button type="button" onClick={() => change(view, { timesteps: null })}>worst and middle</button>}
      {hasForecasts && <label class="check"><input type="checkbox" checked={view.route.forecast} onChange={(event) => change(view, { forecast: event.currentTarget.checked })} /> forecast</label>}
    </div>
  );
}

/** Statuses that the advice says in the same words. */
const SAYS_ITSELF = new Set(['too-few-milestones', 'no-target', 'unknown']);

function Advice({ view, chosen }: { view: View; chosen: number[] }) {
  const name = symbol(view.detail.card.headline.metric, view.delta);
  const whole = view.detail.forecasts.filter((forecast) => word(forecast.scope) === 'worst-timestep'
    && forecast.metric === view.detail.card.headline.metric && forecast.delta === view.delta);
  const own = whole.length > 0 ? whole : chosen.flatMap((k) => forecastOf(view, k) ?? []).slice(0, 1);
  return own.length === 0
    ? <p class="advice quiet">No forecast of <Text of={name} /> yet.</p>
    : <>{own.map((forecast) => <p class="advice">{!SAYS_ITSELF.has(word(forecast.status)) && <b class={`status ${word(forecast.status)}`}>{word(forecast.status).replaceAll('-', ' ')}</b>} <Text of={forecast.advice} /></p>)}</>;
}
