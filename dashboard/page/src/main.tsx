import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BOARD, type Board } from './api';
import { Colours, PALETTES, useTheme, type Choice } from './colours';
import { duration, timeOfDay } from './format';
import { live } from './live';
import { format, useRoute, type Route } from './route';
import { startStore, useResource } from './store';
import { CompareView } from './views/CompareView';
import { EventsView } from './views/EventsView';
import { Overview } from './views/Overview';
import { RunView } from './views/RunView';
import { SamplesView } from './views/SamplesView';
import { useNow } from './views/parts';

function Page() {
  const route = useRoute();
  const [scheme, choice, choose] = useTheme();
  const name = 'run' in route && route.run !== null ? route.run : route.view === 'compare' ? 'compare' : route.view === 'events' ? 'events' : 'runs';
  useEffect(() => {
    document.title = `${name} · Scorestream`;
  }, [name]);
  const place = `${route.view}/${'run' in route ? route.run : ''}`;
  useEffect(() => scrollTo(0, 0), [place]);
  return (
    <Colours.Provider value={PALETTES[scheme]}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>Skip to the numbers</a>
      <header class="top">
        <a class="brand" href="#/"><img src="page/icon.svg" alt="" width="20" height="20" /> <span>Scorestream</span></a>
        <nav aria-label="Views">
          <a href="#/" aria-current={route.view === 'overview' ? 'page' : undefined}>Runs</a>
          <a href={format({ view: 'compare', runs: [], range: null, tables: [] })} aria-current={route.view === 'compare' ? 'page' : undefined}>Compare</a>
          <a href="#/events" aria-current={route.view === 'events' ? 'page' : undefined}>Events</a>
        </nav>
        <label class="theme"><span class="hidden">Colours</span><select value={choice} onChange={(event) => choose(event.currentTarget.value as Choice)}>
          <option value="system">System</option><option value="light">Light</option><option value="dark">Dark</option>
        </select></label>
      </header>
      <Banners />
      <main id="main" tabIndex={-1}><View route={route} key={place} /></main>
    </Colours.Provider>
  );
}

function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'overview':
      return <Overview />;
    case 'run':
      return <RunView route={route} />;
    case 'samples':
      return <SamplesView route={route} />;
    case 'compare':
      return <CompareView route={route} />;
    case 'events':
      return <EventsView route={route} />;
  }
}

/** What has to be known about all that is shown: that it is old, or not complete. */
function Banners() {
  const [connection, setConnection] = useState(live.connection);
  useEffect(() => live.connections(() => setConnection(live.connection)), []);
  const { data: board } = useResource<Board>(BOARD);
  const now = useNow();
  const { cutSince } = connection;
  return (
    <div class="banners" aria-live="polite">
      {cutSince !== null && <p class="banner cut"><b>Connection cut since {timeOfDay(cutSince)}</b> <span aria-hidden="true">({duration(Math.max(0, (now - cutSince.getTime()) / 1000))})</span>. What is shown is as of then; the page comes back by itself.</p>}
      {cutSince === null && board?.caughtUp === false && <p class="banner"><b>Catching up.</b> The topics’ past is still being read: numbers and runs are not complete yet.</p>}
    </div>
  );
}

startStore();
live.start();
const root = document.getElementById('page');
if (root !== null) {
  render(<Page />, root);
}
