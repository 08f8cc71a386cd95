import { useEffect, useState } from 'preact/hooks';
import { getJson, runPath, type Change } from './api';
import { live } from './live';
import { share } from './share';

/** What is known of one path: the newest answer, and what is wrong where there is none newer. */
export interface Resource<T> {
  data: T | undefined;
  problem: Error | null;
}

interface Entry {
  path: string;
  etag: string | null;
  data: unknown;
  problem: Error | null;
  listeners: Set<() => void>;
  busy: boolean;
  again: boolean;
  askedAt: number;
}

const KEPT = 200;
const AT_MOST_EVERY_MS = 700;
const entries = new Map<string, Entry>();

function entryOf(path: string): Entry {
  let entry = entries.get(path);
  if (entry === undefined) {
    entry = { path, etag: null, data: undefined, problem: null, listeners: new Set(), busy: false, again: false, askedAt: 0 };
    entries.set(path, entry);
    forget();
  }
  return entry;
}

function forget(): void {
  for (const [path, entry] of entries) {
    if (entries.size <= KEPT) {
      return;
    }
    if (entry.listeners.size === 0 && !entry.busy) {
      entries.delete(path);
    }
  }
}

async function ask(entry: Entry): Promise<void> {
  if (entry.busy) {
    entry.again = true;
    return;
  }
  entry.busy = true;
  const wait = entry.askedAt + AT_MOST_EVERY_MS - Date.now();
  if (wait > 0) {
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  entry.askedAt = Date.now();
  try {
    const answer = await getJson<unknown>(entry.path, entry.etag);
    entry.problem = null;
    if (answer !== null) {
      entry.data = share(entry.data, answer.data);
      entry.etag = answer.etag;
    }
  } catch (problem) {
    entry.problem = problem as Error;
  }
  entry.busy = false;
  entry.listeners.forEach((listener) => listener());
  if (entry.again) {
    entry.again = false;
    void ask(entry);
  }
}

function concerns(path: string, change: Change | 'all'): boolean {
  if (change === 'all' || !path.includes('/runs/')) {
    return true;
  }
  return change.runs.some((run) => path === runPath(run) || path.startsWith(`${runPath(run)}/`));
}

function refresh(change: Change | 'all'): void {
  for (const entry of entries.values()) {
    if (concerns(entry.path, change)) {
      if (entry.listeners.size > 0 && document.visibilityState === 'visible') {
        void ask(entry);
      } else {
        entry.askedAt = 0;
      }
    }
  }
}

export function startStore(): void {
  live.changes(refresh);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      refresh('all');
    }
  });
}

/** The newest answer of a path, asked again whenever the server says that it has changed; nothing for null. */
export function useResource<T>(path: string | null): Resource<T> {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (path === null) {
      return undefined;
    }
    const entry = entryOf(path);
    const listener = () => redraw((count) => count + 1);
    entry.listeners.add(listener);
    void ask(entry);
    return () => {
      entry.listeners.delete(listener);
    };
  }, [path]);
  const entry = path === null ? undefined : entries.get(path);
  return { data: entry?.data as T | undefined, problem: entry?.problem ?? null };
}
