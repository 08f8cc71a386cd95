import { BOARD, runPath, type Board, type RunDetail } from '../api';
import { count } from '../format';
import type { RunRoute } from '../route';
import { useResource } from '../store';
import { RunHead } from './RunHead';
import { ServicesTable } from './ServicesTable';
import { Waiting } from './parts';
import { Columns } from './run/Columns';
import { Distances, Likeness } from './run/Distances';
import { Errors } from './run/Errors';
import { Heat } from './run/Heat';
import { Limits } from './run/Limits';
import { Training, Watch } from './run/Training';
import { change, isReading, middleTimestep, useSeries, worstTimestep, type View } from './run/view';

/** All that is known of one run. */
export function RunView({ route }: { route: RunRoute }) {
  const { data: detail, problem } = useResource<RunDetail>(runPath(route.run));
  if (detail === undefined) {
    return <Waiting problem={problem} what={`run ${route.run}`} />;
  }
  const { headline } = detail.card;
  if (detail.metrics.length === 0) {
    return <><RunHead detail={detail} tab="errors" /><NothingYet run={route.run} /></>;
  }
  const view: View = { detail, route, delta: headline.delta === null ? null : route.delta ?? headline.delta };
  return (
    <>
      <RunHead detail={detail} tab="errors" />
      <Controls view={view} />
      <Scores view={view} />
      <Limits view={view} />
      <Distances view={view} />
      <Likeness view={view} />
      <Columns view={view} />
      <Training view={view} />
      <Watch view={view} />
    </>
  );
}

/** A run of which nothing is measured: what is being done about it. */
function NothingYet({ run }: { run: string }) {
  const { data: board } = useResource<Board>(BOARD);
  const services = board?.services.filter((service) => service.run === run) ?? [];
  return (
    <>
      <p class="empty"><b>No milestone has been measured yet.</b> The first one shows here by itself.{services.length === 0 && ' No service says that it works on this run.'}</p>
      {board !== undefined && services.length > 0 && <ServicesTable services={services} asOf={board.now} />}
    </>
  );
}

function Scores({ view }: { view: View }) {
  const all = useSeries(view, view.detail.card.headline.metric, view.delta);
  const series = isReading(all) ? all : all.filter((one) => one.timestep !== null);
  const worst = worstTimestep(series);
  const middle = middleTimestep(series);
  const usual = [...new Set([worst, middle].filter((k): k is number => k !== null))];
  const chosen = view.route.timesteps?.filter((k) => k <= view.detail.card.timesteps) ?? usual;
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">Scores</h2>
      <div class="grid">
        <Heat view={view} series={series} chosen={chosen} />
        <Errors view={view} series={series} chosen={chosen} worst={worst} middle={middle} />
      </div>
    </section>
  );
}

function Controls({ view }: { view: View }) {
  const { card, milestones } = view.detail;
  const { range, milestone } = view.route;
  return (
    <div class="controls bar-of">
      {card.headline.delta !== null && card.deltas.length > 1 && (
        <fieldset class="segments"><legend>δ</legend>
          {card.deltas.map((delta) => (
            <label><input type="radio" name="delta" checked={delta === view.delta} onChange={() => change(view, { delta: delta === card.headline.delta ? null : delta })} /><span>{delta}</span></label>
          ))}
        </fieldset>
      )}
      {milestones.length > 0 && (
        <label>tables at m <select value={milestone ?? ''} onChange={(event) => change(view, { milestone: Number(event.currentTarget.value) || null })}>
          <option value="">newest</option>
          {[...milestones].reverse().map((m) => <option value={m}>{count(m)}</option>)}
        </select></label>
      )}
      {range !== null
        ? <button type="button" class="chip" onClick={() => change(view, { range: null })}>m from {count(Math.round(range[0]))} to {count(Math.round(range[1]))} <span aria-hidden="true">×</span><span class="hidden"> zoom out</span></button>
        : <span class="quiet small">Drag over a chart to zoom all of them; a double click zooms out.</span>}
    </div>
  );
}
