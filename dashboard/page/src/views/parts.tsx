import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem, type Alarm, type Card } from '../api';
import { count } from '../format';
import { format, toRun } from '../route';
import { Text } from './Text';

/** A run's state in its word, with a mark that needs no colour. */
export function State({ card }: { card: Card }) {
  const marks: Record<string, string> = { failed: '✗', paused: '‖' };
  return <span class={`state ${card.state}`}><span aria-hidden="true">{marks[card.state] ?? '●'}</span> {card.state}</span>;
}

export function Alarms({ card }: { card: Card }) {
  // A failure is said by itself already.
  const alarms = card.alarms.filter((alarm) => alarm.kind !== 'failed' || card.failure === null);
  if (alarms.length === 0) {
    return null;
  }
  return <ul class="alarms" aria-label="Alarms">{alarms.map((alarm) => <li class={alarm.kind}><AlarmText card={card} alarm={alarm} /></li>)}</ul>;
}

function AlarmText({ card, alarm }: { card: Card; alarm: Alarm }) {
  const where = [alarm.timestep === null ? null : `k = ${alarm.timestep}`, alarm.milestone === null ? null : `m = ${count(alarm.milestone)}`].filter((part) => part !== null);
  const to = { ...toRun(card.run), timesteps: alarm.timestep === null ? null : [alarm.timestep], milestone: alarm.milestone };
  return (
    <>
      <b>{alarm.kind}</b> <Text of={alarm.text} />
      {where.length > 0 && <> <a href={format(to)}>{where.join(', ')}</a></>}
    </>
  );
}

/** Facts in a row: a word and its value. */
export function Facts({ facts }: { facts: [string, ComponentChildren][] }) {
  return <dl class="facts">{facts.map(([name, value]) => <div><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

/** What is shown in place of a view that has no data: that it is asked for, or what is wrong. */
export function Waiting({ problem, what }: { problem: Error | null; what: string }) {
  // Where a token was missing, the page asks for it, and then again.
  if (problem === null || (problem instanceof Problem && problem.status === 401)) {
    return <p class="empty" role="status">Reading {what} …</p>;
  }
  const remedy = problem instanceof Problem ? problem.remedy : 'The page tries again as soon as the server answers.';
  return <div class="empty" role="alert"><p><b>{problem instanceof Problem ? problem.message : 'The server does not answer.'}</b></p>{remedy !== null && <p>{remedy}</p>}</div>;
}

/** This moment, each second anew. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
