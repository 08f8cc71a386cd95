import { BOARD, CHANGES, type Change } from './api';

/** Whether changes are heard of, and since when not. */
export interface Connection {
  cutSince: Date | null;
  everConnected: boolean;
}

type OnChange = (change: Change | 'all') => void;

const SILENCE_MS = 25_000;
const PROBE_MS = 5_000;

/** The stream of changes: comes back by itself, and says since when it is cut. */
class Live {
  connection: Connection = { cutSince: null, everConnected: false };
  private readonly onChange = new Set<OnChange>();
  private readonly onConnection = new Set<() => void>();
  private source: EventSource | null = null;
  private version = -1;
  private heardAt = 0;
  private waitMs = 500;

  start(): void {
    this.open();
    setInterval(() => void this.probe(), PROBE_MS);
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
    const source = new EventSource(CHANGES);
    this.source = source;
    source.addEventListener('hello', (event) => {
      this.waitMs = 500;
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
      source.close();
      this.lost();
      if (this.source === source) {
        this.source = null;
        setTimeout(() => this.open(), this.waitMs);
        this.waitMs = Math.min(this.waitMs * 2, 8_000);
      }
    };
  }

  /** A connection may die without a word: after long silence it is asked whether the server is still there. */
  private async probe(): Promise<void> {
    if (this.source === null || Date.now() - this.heardAt < SILENCE_MS) {
      return;
    }
    try {
      await fetch(BOARD, { method: 'GET', signal: AbortSignal.timeout(PROBE_MS) });
      this.heardAt = Date.now();
    } catch {
      this.source?.close();
      this.source = null;
      this.lost();
      this.open();
    }
  }

  private heard(): void {
    this.heardAt = Date.now();
    if (this.connection.cutSince !== null || !this.connection.everConnected) {
      this.connection = { cutSince: null, everConnected: true };
      this.onConnection.forEach((listener) => listener());
    }
  }

  private lost(): void {
    if (this.connection.cutSince === null) {
      this.connection = { ...this.connection, cutSince: new Date() };
      this.onConnection.forEach((listener) => listener());
    }
  }

  private tell(change: Change | 'all'): void {
    this.onChange.forEach((listener) => listener(change));
  }
}

export const live = new Live();
