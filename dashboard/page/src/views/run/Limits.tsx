import { ChartFrame } from '../../charts/ChartFrame';
import { Stacks } from '../../charts/Stacks';
import { seriesColour, useColours } from '../../colours';
import { count } from '../../format';
import { limitsOf, PARTS } from './errorParts';
import { frameOf, type View } from './view';

const SAYS: Record<string, string> = { optimisation: 'more steps', statistical: 'more data', approximation: 'a larger network', none: 'not told' };

/** What each timestep's error is for want of. */
export function Limits({ view }: { view: View }) {
  const palette = useColours();
  const { range: _range, onRange: _onRange, ...frame } = frameOf(view, 'limits');
  const limits = limitsOf(view.detail.forecasts);
  const newest = limits[0];
  if (newest === undefined) {
    return null;
  }
  const colours = PARTS.map((_, i) => seriesColour(palette, i));
  const wholeKnown = limits.some((limit) => limit.parts[2] !== null);
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">What limits it</h2>
      <ChartFrame title={`Parts of the squared error at m = ${count(newest.milestone)}`} {...frame} class="full"
        legend={PARTS.map((part, i) => ({ text: `for want of ${part === 'network' ? 'a larger network' : part}`, colour: colours[i]! }))}
        explanation={{ text: `Each column is one timestep: how much of its squared error further steps on the same samples would take away, how much further samples, and what is left for the network. ${wholeKnown ? '' : 'The law of the data is not known, so what a larger network would bring is not told. '}Shares are of the estimates; the table has their intervals, by which the advice names a part.`, docs: 'docs/adr/0040-parts-of-an-error.md' }}
        table={{
          head: ['k', ...PARTS.flatMap((part) => [part, 'low', 'high']), 'advice'],
          rows: limits.map((limit) => [limit.timestep, ...limit.parts.flatMap((part) => [part?.value ?? null, part?.low ?? null, part?.high ?? null]), SAYS[limit.dominant] ?? limit.dominant]),
        }}>
        <p class="small">For want of {PARTS.map((part, i) => <span><i class="swatch area" style={{ color: colours[i], opacity: 1 }} /> {part}{'\u2003'}</span>)}</p>
        <Stacks label={`Shares of each timestep’s squared error: ${PARTS.join(', ')}`} colours={colours}
          stacks={limits.map((limit) => ({ name: `${limit.timestep}`, shares: limit.shares }))} />
      </ChartFrame>
    </section>
  );
}
