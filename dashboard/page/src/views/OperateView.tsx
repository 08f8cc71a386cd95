import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { BOARD, Problem, operatePath, post, runPath, type Board, type Card, type RunDetail } from '../api';
import { count, timeOfDay } from '../format';
import type { OperateRoute } from '../route';
import { useResource } from '../store';
import { RunHead } from './RunHead';
import { Waiting } from './parts';

/** What came of an action. */
interface Outcome {
  at: Date;
  text: string;
  bad: boolean;
}

/** A deletion waits for the trainers, a minute at most. */
const PATIENCE_MS = 90_000;

type Act = (body: { action: string; until?: number; confirm?: string }, what: string) => Promise<boolean>;

/** Steers a run, as `scorestream runs` does. */
export function OperateView({ route }: { route: OperateRoute }) {
  const { data: board, problem: unknown } = useResource<Board>(BOARD);
  const { data: detail, problem } = useResource<RunDetail>(runPath(route.run));
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const [busy, setBusy] = useState(false);
  const act: Act = async (body, what) => {
    if (busy) {
      return false;
    }
    setBusy(true);
    const say = (text: string, bad: boolean) => setOutcomes((before) => [{ at: new Date(), text, bad }, ...before]);
    try {
      const { done } = (await (await post(operatePath(route.run), body, AbortSignal.timeout(PATIENCE_MS))).json()) as { done: string };
      say(`${what}: ${done}`, false);
      return true;
    } catch (problem) {
      const remedy = problem instanceof Problem ? problem.remedy : null;
      say(`${what}: ${problem instanceof Problem ? problem.message : 'the server does not answer'}${remedy === null ? '' : `. ${remedy}`}`, true);
      return false;
    } finally {
      setBusy(false);
    }
  };
  if (detail === undefined && outcomes.length === 0) {
    return <Waiting problem={problem ?? unknown} what={`run ${route.run}`} />;
  }
  const card = board?.runs.find((one) => one.run === route.run);
  return (
    <>
      {detail !== undefined && card !== undefined ? <RunHead detail={{ ...detail, card }} tab="operate" /> : <h1>{route.run}</h1>}
      <Outcomes outcomes={outcomes} />
      {board?.operate !== true ? <p class="empty">Runs can be operated from here where the server has a token: setting <code>http.token</code>.</p>
        : card === undefined ? <p class="empty">The run is not there any more. <a href="#/">All runs</a></p>
        : <Actions card={card} act={act} busy={busy} />}
    </>
  );
}

function Outcomes({ outcomes }: { outcomes: Outcome[] }) {
  return (
    <ol class="outcomes" aria-live="polite" aria-label="What was done">
      {outcomes.map((outcome) => <li class={outcome.bad ? 'bad' : ''}><time class="quiet">{timeOfDay(outcome.at)}</time> <span aria-hidden="true">{outcome.bad ? '✗' : '✓'}</span> {outcome.text}</li>)}
    </ol>
  );
}

interface ActionsProps {
  card: Card;
  act: Act;
  busy: boolean;
}

function Actions({ card, act, busy }: ActionsProps) {
  const paused = card.state === 'paused';
  return (
    <div class="actions">
      <Action title={paused ? 'Resume' : 'Pause'} text={paused ? 'Training goes on from the newest milestone, with all samples that came meanwhile.' : 'Training stops. Networks, samples and numbers stay, and the run can be resumed.'}>
        <button type="button" class="main" aria-disabled={busy} onClick={() => void act({ action: paused ? 'resume' : 'pause' }, paused ? 'Resume' : 'Pause')}>{paused ? 'Resume' : 'Pause'}</button>
      </Action>
      <Action title="Milestone now" text="Trains at the samples that are there now, beside the schedule, and measures what comes of it.">
        <button type="button" class="main" aria-disabled={busy} onClick={() => void act({ action: 'milestone' }, 'Milestone now')}>Ask for a milestone</button>
      </Action>
      <Extend card={card} act={act} busy={busy} />
      <Delete key={card.run} card={card} act={act} busy={busy} />
    </div>
  );
}

function Extend({ card, act, busy }: ActionsProps) {
  const [until, setUntil] = useState('');
  const send = (event: Event) => {
    event.preventDefault();
    void act({ action: 'extend', until: Number(until) }, `Go further, to ${count(Number(until))} samples`);
  };
  return (
    <Action title="Go further" text={`Milestones go on until the run has so many samples; the newest is at m = ${count(card.milestone)}.`}>
      <form class="controls" onSubmit={send}>
        <label>until <input type="number" required min={card.milestone + 1} step={1} value={until} placeholder={String(2 * Math.max(256, card.milestone))} onInput={(event) => setUntil(event.currentTarget.value)} /> samples</label>
        <button type="submit" class="main" aria-disabled={busy}>Go further</button>
      </form>
    </Action>
  );
}

function Delete({ card, act, busy }: ActionsProps) {
  const [typed, setTyped] = useState('');
  const hint = useId();
  const sure = typed.trim() === card.run;
  const send = async (event: Event) => {
    event.preventDefault();
    if (sure && await act({ action: 'delete', confirm: card.run }, `Delete ${card.run}`)) {
      setTyped('');
    }
  };
  return (
    <Action title="Delete" text="Deletes the run’s networks and progress for good. Samples belong to their source and stay." danger>
      <form class="controls" onSubmit={(event) => void send(event)}>
        <label>its name <input type="text" autocomplete="off" spellcheck={false} value={typed} aria-describedby={hint} onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <button type="submit" class="main danger" disabled={!sure} aria-disabled={busy}>Delete the run</button>
        <span id={hint} class="quiet small">{sure ? 'There is no way back.' : <>Type <b>{card.run}</b> to be able to.</>}</span>
      </form>
    </Action>
  );
}

function Action({ title, text, danger = false, children }: { title: string; text: string; danger?: boolean; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class={danger ? 'action danger' : 'action'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="quiet">{text}</p>
      {children}
    </section>
  );
}
