import { BOARD, CHANGES, Problem, getJson, type Change } from './api';
import { session } from './session';

/** How changes are heard of, and since when not. */
export interface Connection {
  cutSince: Date | null;
  /** The server is there but gives no stream of changes: it is asked every few seconds. */
  asking: boolean;
}

type OnChange = (change: Change | 'all') => void;

const SILENCE_MS = 25_000;
const PROBE_MS = 5_000;
export const ASK_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** After so many questions the stream is tried again. */
const QUESTIONS = 6;

/** The stream of changes: comes back by itself, says since when it is cut, and does without where there is none. */
class Live {
  connection: Connection = { cutSince: null, asking: false };
  private readonly onChange = new Set<OnChange>();
  private readonly onConnection = new Set<() => void>();
  private source: EventSource | null = null;
  private version = -1;
  private etag: string | null = null;
  private heardAt = 0;
  private waitMs = FIRST_WAIT_MS;
  /** How often in a row a server that is there gave no stream. */
  private refusals = 0;
  private questions = 0;

  start(): void {
    this.open();
    setInterval(() => void this.probe(), PROBE_MS);
    session.changes(() => (session.refused ? this.close() : this.open()));
  }

  changes(listener: OnChange): () => void {
    this.onChange.add(listener);
    return () => this.onChange.delete(listener);
  }

  connections(listener: () => void): () => void {
    this.onConnection.add(listener);
    return () => this.onConnection.delete(listener);
  }

  private open(): void {
    if (session.refused || this.source !== null) {
      return;
    }
    const source = new EventSource(CHANGES);
    this.source = source;
    source.addEventListener('hello', (event) => {
      this.heard();
      const { version } = JSON.parse((event as MessageEvent<string>).data) as { version: number };
      const missed = version !== this.version;
      this.version = version;
      if (missed) {
        this.tell('all');
      }
    });
    source.addEventListener('change', (event) => {
      this.heard();
      const change = JSON.parse((event as MessageEvent<string>).data) as Change;
      this.version = change.version;
      this.tell(change);
    });
    source.onerror = () => {
      if (this.source === source) {
        this.close();
        void this.doWithout();
      }
    };
  }

  private close(): void {
    this.source?.close();
    this.source = null;
  }

  /** The stream has ended, or was not given. An EventSource does not say why, so the server is asked for the board. */
  private async doWithout(): Promise<void> {
    const found = await this.look();
    if (found === 'refused') {
      return;
    }
    if (found === 'gone') {
      this.refusals = 0;
      this.be({ cutSince: this.connection.cutSince ?? new Date(), asking: false });
      setTimeout(() => this.open(), this.waitMs);
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
      return;
    }
    this.refusals++;
    if (this.refusals === 1) {
      setTimeout(() => this.open(), FIRST_WAIT_MS);
      return;
    }
    this.be({ cutSince: null, asking: true });
    this.answered(found);
    this.questions = 0;
    setTimeout(() => void this.ask(), ASK_MS);
  }

  private async ask(): Promise<void> {
    this.questions++;
    if (this.questions % QUESTIONS === 0) {
      this.open();
      return;
    }
    const found = await this.look();
    if (found === 'gone' || found === 'refused') {
      void this.doWithout();
      return;
    }
    this.answered(found);
    setTimeout(() => void this.ask(), ASK_MS);
  }

  private answered(found: 'there' | 'changed'): void {
    if (found === 'changed') {
      this.tell('all');
    }
  }

  /** A connection may die without a word: after long silence the server is asked whether it is still there. */
  private async probe(): Promise<void> {
    if (this.source === null || this.connection.cutSince !== null || this.connection.asking || Date.now() - this.heardAt < SILENCE_MS) {
      return;
    }
    if ((await this.look()) === 'gone') {
      this.close();
      void this.doWithout();
    } else {
      this.heardAt = Date.now();
    }
  }

  private async look(): Promise<'there' | 'changed' | 'refused' | 'gone'> {
    try {
      const answer = await getJson<unknown>(BOARD, this.etag);
      this.etag = answer?.etag ?? this.etag;
      return answer === null ? 'there' : 'changed';
    } catch (problem) {
      return !(problem instanceof Problem) ? 'gone' : problem.status === 401 ? 'refused' : 'there';
    }
  }

  private heard(): void {
    this.heardAt = Date.now();
    this.waitMs = FIRST_WAIT_MS;
    this.refusals = 0;
    if (this.connection.cutSince !== null || this.connection.asking) {
      this.be({ cutSince: null, asking: false });
    }
  }

  private be(connection: Connection): void {
    this.connection = connection;
    this.onConnection.forEach((listener) => listener());
  }

  private tell(change: Change | 'all'): void {
    this.onChange.forEach((listener) => listener(change));
  }
}

export const live = new Live();
