import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BOARD, type Board } from './api';
import { Colours, PALETTES, useTheme, type Choice } from './colours';
import { duration, stamp, timeOfDay } from './format';
import { ASK_MS, live } from './live';
import { format, useRoute, type Route } from './route';
import { report } from './report';
import { session } from './session';
import { startStore, useResource } from './store';
import { CompareView } from './views/CompareView';
import { DataView } from './views/DataView';
import { EventsView } from './views/EventsView';
import { OperateView } from './views/OperateView';
import { Overview } from './views/Overview';
import { RunView } from './views/RunView';
import { SamplesView } from './views/SamplesView';
import { TokenForm, leave } from './views/TokenForm';
import { useNow } from './views/parts';

function Page() {
  const route = useRoute();
  const [scheme, choice, choose] = useTheme();
  const name = 'run' in route && route.run !== null ? route.run : route.view === 'compare' ? 'compare' : route.view === 'events' ? 'events' : 'runs';
  useEffect(() => {
    document.title = `${name} · Scorestream`;
  }, [name]);
  const [refused, setRefused] = useState(session.refused);
  useEffect(() => session.changes(() => setRefused(session.refused)), []);
  const place = `${route.view}/${'run' in route ? route.run : ''}`;
  useEffect(() => scrollTo(0, 0), [place]);
  return (
    <Colours.Provider value={PALETTES[scheme]}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>Skip to the numbers</a>
      <header class="top">
        <a class="brand" href="#/"><Icon /> <span>Scorestream</span></a>
        <nav aria-label="Views">
          <a href="#/" aria-current={route.view === 'overview' ? 'page' : undefined}>Runs</a>
          <a href={format({ view: 'compare', runs: [], range: null, tables: [] })} aria-current={route.view === 'compare' ? 'page' : undefined}>Compare</a>
          <a href="#/events" aria-current={route.view === 'events' ? 'page' : undefined}>Events</a>
          {report === null && <a href="docs/" target="_blank" rel="noopener">Docs</a>}
        </nav>
        {report !== null && <span class="as-of">as of <time dateTime={report.at} title={report.at}>{stamp(new Date(report.at))}</time></span>}
        {!refused && <SignOut />}
        <label class="theme"><span class="hidden">Colours</span><select value={choice} onChange={(event) => choose(event.currentTarget.value as Choice)}>
          <option value="system">System</option><option value="light">Light</option><option value="dark">Dark</option>
        </select></label>
      </header>
      {!refused && <Banners />}
      <main id="main" tabIndex={-1}>{refused ? <TokenForm /> : <View route={route} key={place} />}</main>
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
    case 'data':
      return <DataView route={route} />;
    case 'operate':
      return <OperateView route={route} />;
    case 'compare':
      return <CompareView route={route} />;
    case 'events':
      return <EventsView route={route} />;
  }
}

/** As static/icon.svg: the page in one file has no other. */
function Icon() {
  return (
    <svg class="icon" viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="#0072b2"/>
      <path d="M6 8c4 9 9 13.500 20 15" fill="none" stroke="#fff" stroke-width="2.600" stroke-linecap="round"/>
      <path d="M6 23h20" stroke="#fff" stroke-width="1.600" stroke-dasharray="2.500 2.700" opacity=".7"/>
      <circle cx="12.500" cy="17.200" r="2.600" fill="#e69f00"/>
    </svg>
  );
}

/** Where the server has a token, this browser is asked for it again after this. */
function SignOut() {
  const { data: board } = useResource<Board>(BOARD);
  return board?.operate === true ? <button type="button" class="sign-out" onClick={() => void leave()}>Sign out</button> : null;
}

/** What has to be known about all that is shown: that it is old, or not complete. */
function Banners() {
  const [connection, setConnection] = useState(live.connection);
  useEffect(() => live.connections(() => setConnection(live.connection)), []);
  const { data: board } = useResource<Board>(BOARD);
  const now = useNow();
  const { cutSince, asking } = connection;
  return (
    <div class="banners" aria-live="polite">
      {cutSince !== null && <p class="banner cut"><b>Connection cut since {timeOfDay(cutSince)}</b> <span aria-hidden="true">({duration(Math.max(0, (now - cutSince.getTime()) / 1000))})</span>. What is shown is as of then; the page comes back by itself.</p>}
      {asking && <p class="banner"><b>No stream of changes.</b> The server gives this page none, as when too many listen: it is asked every {ASK_MS / 1000} s instead.</p>}
      {cutSince === null && board?.caughtUp === false && <p class="banner"><b>Catching up.</b> The topics’ past is still being read: numbers and runs are not complete yet.</p>}
    </div>
  );
}

if (report === null) {
  startStore();
  live.start();
}
const root = document.getElementById('page');
if (root !== null) {
  render(<Page />, root);
}
