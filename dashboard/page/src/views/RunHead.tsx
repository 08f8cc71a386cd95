import type { ComponentChildren } from 'preact';
import { BOARD, type Board, type RunDetail } from '../api';
import { count, number, rate, symbol } from '../format';
import { format, toData, toRun, toSamples, type Route } from '../route';
import { useResource } from '../store';
import { Text } from './Text';
import { Alarms, Facts, State } from './parts';

/** What every view of a run has above it. */
export type Tab = 'errors' | 'samples' | 'data' | 'operate';

export function RunHead({ detail, tab }: { detail: RunDetail; tab: Tab }) {
  const { card } = detail;
  const { data: board } = useResource<Board>(BOARD);
  const tabs: [Tab, string, Route][] = [
    ['errors', 'Errors', toRun(card.run)], ['samples', 'Samples', toSamples(card.run)], ['data', 'Data', toData(card.run)],
    ...(board?.operate === true ? [['operate', 'Operate', { view: 'operate', run: card.run }] satisfies [Tab, string, Route]] : []),
  ];
  return (
    <header class="head">
      <div class="title"><h1>{card.run}</h1><State card={card} /></div>
      <nav aria-label={`Views of ${card.run}`} class="tabs">
        {tabs.map(([name, title, to]) => <a href={format(to)} aria-current={tab === name ? 'page' : undefined}>{title}</a>)}
        <a href={format({ view: 'events', run: card.run, kind: null, after: null })}>Events</a>
        <a href={format({ view: 'compare', runs: [card.run], range: null, tables: [] })}>Compare</a>
      </nav>
      <Facts facts={[
        ['m', card.milestone === 0 ? '–' : count(card.milestone)],
        ['samples', count(card.samples)],
        ['arriving', rate(card.samplesPerSecond, '')],
        ['law', card.law ?? 'not known'],
        ['source', card.source],
        ['d', count(card.dimension)],
        ['N', count(card.timesteps)],
        ...(card.headline.delta === null ? [] : [['target', <Text of={`${symbol(card.headline.metric, card.headline.delta)} ≤ ${number(card.target)}`} />] as [string, ComponentChildren]]),
        ['confidence', `${100 * card.confidence} %`],
      ]} />
      {card.failure !== null && <p class="failure" role="alert">{card.failure}</p>}
      <Alarms card={card} />
    </header>
  );
}
