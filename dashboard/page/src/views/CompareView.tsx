import { BOARD, type Board, type Card } from '../api';
import { pointsOfCurve, type Line } from '../charts/lines';
import { seriesColour, useColours } from '../colours';
import { count, number, title, withInterval } from '../format';
import { format, replace, toRun, type CompareRoute } from '../route';
import { useResource } from '../store';
import { MetricChart } from './run/MetricChart';
import { Text } from './Text';
import { Waiting } from './parts';

/** Several runs on the same axes. */
export function CompareView({ route }: { route: CompareRoute }) {
  const { data: board, problem } = useResource<Board>(BOARD);
  if (board === undefined) {
    return <Waiting problem={problem} what="the board" />;
  }
  const chosen = route.runs.flatMap((run) => board.runs.find((card) => card.run === run) ?? []);
  const gone = route.runs.filter((run) => !board.runs.some((card) => card.run === run));
  return (
    <>
      <header class="head"><div class="title"><h1>Compare runs</h1></div></header>
      <Choice board={board} route={route} />
      {gone.length > 0 && <p class="failure">Not there: {gone.join(', ')}.</p>}
      {chosen.length === 0 ? <p class="empty">{board.runs.length === 0 ? 'There are no runs yet.' : 'Choose two or more runs to see them on the same axes.'}</p> : <>
        <h2 class="hidden">Side by side</h2>
        <CompareTable cards={chosen} />
        <Charts route={route} cards={chosen} />
      </>}
    </>
  );
}

function Choice({ board, route }: { board: Board; route: CompareRoute }) {
  const palette = useColours();
  const toggle = (run: string) => replace({ ...route, runs: route.runs.includes(run) ? route.runs.filter((other) => other !== run) : [...route.runs, run] });
  return (
    <fieldset class="choice"><legend class="hidden">Runs to compare</legend>
      {board.runs.map((card) => {
        const i = route.runs.indexOf(card.run);
        return <label title={card.run}><input type="checkbox" checked={i >= 0} onChange={() => toggle(card.run)} />{i >= 0 && <i class="swatch" style={{ color: seriesColour(palette, i) }} />}<span>{card.run}</span></label>;
      })}
    </fieldset>
  );
}

function CompareTable({ cards }: { cards: Card[] }) {
  const last = (card: Card, which: 'worst' | 'median') => {
    const i = card[which].milestones.length - 1;
    return withInterval(card[which].value[i], card[which].low?.[i], card[which].high?.[i]);
  };
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Runs side by side">
      <table>
        <thead><tr><th scope="col">run</th><th scope="col">state</th><th scope="col">law</th><th scope="col" class="number">d</th><th scope="col" class="number">N</th><th scope="col" class="number">m</th><th scope="col">headline</th><th scope="col">worst</th><th scope="col">median</th><th scope="col" class="number">sliced W₂ ratio</th></tr></thead>
        <tbody>{cards.map((card) => (
          <tr>
            <th scope="row" class="name"><a href={format(toRun(card.run))} title={card.run}>{card.run}</a></th><td>{card.state}</td><td>{card.law ?? 'not known'}</td><td class="number">{count(card.dimension)}</td><td class="number">{count(card.timesteps)}</td>
            <td class="number">{count(card.milestone)}</td><td><Text of={title(card.headline.metric, card.headline.delta)} /></td><td>{last(card, 'worst')}</td><td>{last(card, 'median')}</td><td class="number">{number(card.slicedRatio.value[card.slicedRatio.value.length - 1])}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function Charts({ route, cards }: { route: CompareRoute; cards: Card[] }) {
  const palette = useColours();
  const frame = (id: string) => ({
    of: 'compare', range: route.range, onRange: (range: CompareRoute['range']) => replace({ ...route, range }),
    tabular: route.tables.includes(id),
    onTabular: (open: boolean) => replace({ ...route, tables: open ? [...route.tables, id] : route.tables.filter((other) => other !== id) }),
  });
  const colour = (card: Card) => seriesColour(palette, route.runs.indexOf(card.run));
  const kinds = [...new Map(cards.map((card) => [title(card.headline.metric, card.headline.delta), card.headline])).keys()];
  const target = cards[0]?.target;
  return (
    <div class="grid">
      {kinds.map((kind) => {
        const own = cards.filter((card) => title(card.headline.metric, card.headline.delta) === kind);
        const lines = (which: 'worst' | 'median') => own.map((card): Line => ({ label: card.run, colour: colour(card), points: pointsOfCurve(card[which]) }));
        const levels = own[0]?.headline.delta != null && target !== undefined && own.every((card) => card.target === target) ? [{ value: target, label: 'target ε', colour: palette.target }] : [];
        return (['worst', 'median'] as const).map((which) => (
          <MetricChart key={kind + which} title={`${kind}, ${which} timestep`} frame={frame(`${which}-${kind}`)} logarithmic height={320} class="half" lines={lines(which)} levels={levels}
            explanation={{ text: which === 'worst' ? 'The largest of all timesteps at each milestone, whichever timestep that is.' : 'The median over all timesteps at each milestone; half of them are better.', docs: 'docs/metrics.md' }} />
        ));
      })}
      <MetricChart title="Sliced W₂ over its floor" frame={frame('ratio')} logarithmic height={320} class="half" levels={[{ value: 1, label: 'floor', colour: palette.target }]}
        lines={cards.map((card): Line => ({ label: card.run, colour: colour(card), points: pointsOfCurve(card.slicedRatio) }))}
        explanation={{ text: 'Sliced W₂ between generations and data, over what two sets of real samples of the same size have. Near 1 the two cannot be told apart at this n.', docs: 'docs/metrics.md' }} />
    </div>
  );
}
