import type { ComponentChildren } from 'preact';
import type { RunDetail } from '../api';
import { count, number, rate, symbol } from '../format';
import { format, toRun, toSamples } from '../route';
import { Text } from './Text';
import { Alarms, Facts, State } from './parts';

/** What every view of a run has above it. */
export function RunHead({ detail, tab }: { detail: RunDetail; tab: 'errors' | 'samples' }) {
  const { card } = detail;
  return (
    <header class="head">
      <div class="title"><h1>{card.run}</h1><State card={card} /></div>
      <nav aria-label={`Views of ${card.run}`} class="tabs">
        <a href={format(toRun(card.run))} aria-current={tab === 'errors' ? 'page' : undefined}>Errors</a>
        <a href={format(toSamples(card.run))} aria-current={tab === 'samples' ? 'page' : undefined}>Samples</a>
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
