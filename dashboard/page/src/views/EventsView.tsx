import { BOARD, eventsPath, type Board, type BoardEvent, type Events } from '../api';
import { count, moment } from '../format';
import { format, replace, toRun, type EventsRoute } from '../route';
import { useResource } from '../store';
import { Text } from './Text';
import { Waiting } from './parts';

const KINDS = ['run-applied', 'command', 'milestone', 'evaluated', 'alarm', 'forecast', 'service', 'failed'];
const LIMIT = 200;

/** What happened, newest first. */
export function EventsView({ route }: { route: EventsRoute }) {
  const { data: board } = useResource<Board>(BOARD);
  const { data, problem } = useResource<Events>(eventsPath(route.run, route.after, LIMIT));
  const runs = [...new Set([...(board?.runs.map((card) => card.run) ?? []), ...(route.run === null ? [] : [route.run])])];
  const events = data?.events.filter((event) => route.kind === null || event.kind === route.kind) ?? [];
  return (
    <>
      <header class="head"><div class="title"><h1>Events</h1></div></header>
      <div class="controls bar-of">
        <label>run <select value={route.run ?? ''} onChange={(event) => replace({ ...route, run: event.currentTarget.value || null, after: null })}>
          <option value="">all</option>{runs.map((run) => <option value={run}>{run}</option>)}
        </select></label>
        <label>kind <select value={route.kind ?? ''} onChange={(event) => replace({ ...route, kind: event.currentTarget.value || null })}>
          <option value="">all</option>{KINDS.map((kind) => <option value={kind}>{kind}</option>)}
        </select></label>
        {route.after !== null && <button type="button" onClick={() => replace({ ...route, after: null })}>newest</button>}
        {data?.next != null && <button type="button" onClick={() => replace({ ...route, after: data.next })}>older</button>}
      </div>
      {data === undefined ? <Waiting problem={problem} what="events" />
        : events.length === 0 ? <p class="empty">{data.events.length === 0 ? 'Nothing has happened yet.' : `No event of this kind among these ${count(data.events.length)}; older ones may have some.`}</p>
        : (
          <div class="scroll" tabIndex={0} role="region" aria-label="Events">
            <table class="events">
              <thead><tr><th scope="col">when</th><th scope="col">kind</th><th scope="col">run</th><th scope="col" class="number">m</th><th scope="col" class="number">k</th><th scope="col" class="wide">what</th></tr></thead>
              <tbody>{events.map((event) => <EventRow key={event.number} event={event} />)}</tbody>
            </table>
          </div>
        )}
    </>
  );
}

function EventRow({ event }: { event: BoardEvent }) {
  const to = event.run === null ? null : { ...toRun(event.run), timesteps: event.timestep === null ? null : [event.timestep] };
  return (
    <tr class={event.kind}>
      <td><time dateTime={event.at} title={event.at}>{moment(new Date(event.at))}</time></td>
      <td><span class={`kind ${event.kind}`}>{event.kind}</span></td>
      <td class="name">{to === null ? '–' : <a href={format(to)} title={event.run ?? ''}>{event.run}</a>}</td>
      <td class="number">{count(event.milestone)}</td>
      <td class="number">{count(event.timestep)}</td>
      <td class="wide"><Text of={event.text} /></td>
    </tr>
  );
}
