import { useMemo } from 'preact/hooks';
import { BOARD, type Board, type Card } from '../api';
import { Sparkline, endsOf } from '../charts/Sparkline';
import { useColours } from '../colours';
import { count, number, symbol, withInterval } from '../format';
import { format, toData, toRun, toSamples } from '../route';
import { report } from '../report';
import { useResource } from '../store';
import { Text } from './Text';
import { ServicesTable } from './ServicesTable';
import { Alarms, State, Waiting } from './parts';

/** A card for each run, and what services are doing, where there is a server to say so. */
export function Overview() {
  const { data: board, problem } = useResource<Board>(BOARD);
  if (board === undefined) {
    return <Waiting problem={problem} what="the board" />;
  }
  return (
    <>
      <h1 class="hidden">Runs</h1>
      {board.runs.length === 0 && <NoRuns caughtUp={board.caughtUp} />}
      <div class="cards">{board.runs.map((card) => <UnchangedCard key={card.run} card={card} />)}</div>
      {report === null && <Services board={board} />}
    </>
  );
}

function NoRuns({ caughtUp }: { caughtUp: boolean }) {
  return caughtUp
    ? <div class="empty"><p><b>There are no runs yet.</b></p><p>A run comes with <code>scorestream runs apply</code>, or with <code>scorestream quickstart</code>; it shows here by itself.</p></div>
    : <p class="empty">Reading what is on the topics …</p>;
}

/** Of a hundred cards few change at a time: the others are not rendered anew. */
function UnchangedCard({ card }: { card: Card }) {
  return useMemo(() => <RunCard card={card} />, [card]);
}

function RunCard({ card }: { card: Card }) {
  const palette = useColours();
  const ends = endsOf([...card.median.value, ...card.worst.value, ...(card.worst.high ?? []), card.headline.delta === null ? null : card.target]);
  const name = symbol(card.headline.metric, card.headline.delta);
  const target = card.headline.delta === null ? null : card.target;
  return (
    <article class={`card ${card.state}`} aria-label={`Run ${card.run}`}>
      <header>
        <h2><a href={format(toRun(card.run))} title={card.run}>{card.run}</a></h2>
        <State card={card} />
      </header>
      <p class="quiet line" title={card.source}>{card.law === null ? `${card.source}, law not known` : `law ${card.law}`} · d = {count(card.dimension)} · N = {count(card.timesteps)}</p>
      <p class="line">
        {card.milestone > 0 && <><b>m = {count(card.milestone)}</b> <span class="quiet">of</span> </>}
        <span class="quiet">{card.samples === null ? 'unknown' : count(card.samples)} samples{card.samplesPerSecond !== null && card.samplesPerSecond > 0 && `, ${number(card.samplesPerSecond)} a second`}</span>
      </p>
      {card.failure !== null && <p class="failure">{card.failure}</p>}
      {card.milestone === 0 && card.median.milestones.length === 0
        ? <p class="none">No milestone has been measured yet.</p>
        : <dl class="sparks">
          <Spark card={card} title={`${name} worst`} curve="worst" colour={palette.worst} ends={ends} level={target} />
          <Spark card={card} title={`${name} median`} curve="median" colour={palette.median} ends={ends} level={target} />
          <Ratio card={card} />
        </dl>}
      {card.forecast !== null && <p class="forecast"><Text of={card.forecast} /></p>}
      <Alarms card={card} />
      <footer><a href={format(toRun(card.run))} aria-label={`Errors of ${card.run}`}>Errors</a> <a href={format(toSamples(card.run))} aria-label={`Samples of ${card.run}`}>Samples</a> <a href={format(toData(card.run))} aria-label={`Data of ${card.run}`}>Data</a></footer>
    </article>
  );
}

interface SparkProps {
  card: Card;
  title: string;
  curve: 'worst' | 'median';
  colour: string;
  ends: [number, number] | undefined;
  level: number | null;
}

function Spark({ card, title, curve: which, colour, ends, level }: SparkProps) {
  const curve = card[which];
  const last = curve.milestones.length - 1;
  const k = curve.timestep?.[last];
  return (
    <div>
      <dt><Text of={title} />{k != null && <>, <span class="math">k = {k}</span></>}</dt>
      <dd class="chart-of"><Sparkline label={`${title} against m`} milestones={curve.milestones} value={curve.value} low={curve.low} high={curve.high} colour={colour} ends={ends} level={level} height={34} /></dd>
      <dd>{withInterval(curve.value[last], curve.low?.[last], curve.high?.[last])}</dd>
    </div>
  );
}

function Ratio({ card }: { card: Card }) {
  const palette = useColours();
  const { milestones, value } = card.slicedRatio;
  if (milestones.length === 0) {
    return null;
  }
  return (
    <div>
      <dt>sliced W₂ / floor</dt>
      <dd class="chart-of"><Sparkline label="sliced W₂ over its floor against m" milestones={milestones} value={value} colour={palette.ink} level={1} height={34} /></dd>
      <dd>{number(value[value.length - 1])}</dd>
    </div>
  );
}

function Services({ board }: { board: Board }) {
  return (
    <section class="services" aria-labelledby="services">
      <h2 id="services">Services</h2>
      {board.services.length === 0 ? <p class="empty">No service has said anything in the last minute.</p> : <ServicesTable services={board.services} asOf={board.now} />}
      <p class={board.deadLetters > 0 ? 'dead some' : 'dead'}>
        {board.deadLetters === 0 ? 'No dead letters.' : `${count(board.deadLetters)} dead letter${board.deadLetters === 1 ? '' : 's'}: records that could not be used, kept on the topic dead-letters with why.`}
      </p>
    </section>
  );
}
