import { useEffect, useState } from 'preact/hooks';
import type { Resource } from './store';

const KEPT = 8;
const answers = new Map<string, Resource<unknown>>();

/**
 * What does not change however often it is asked for, such as samples with a seed: asked for once, and kept for as long as few
 * others are. A failure is not kept. Nothing for null.
 */
export function useOnce<T>(key: string | null, ask: () => Promise<T>): Resource<T> {
  const [failed, setFailed] = useState<{ key: string; problem: Error } | null>(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (key === null || answers.has(key)) {
      return undefined;
    }
    let there = true;
    ask().then((data) => {
      answers.set(key, { data, problem: null });
      for (const old of [...answers.keys()].slice(0, Math.max(0, answers.size - KEPT))) {
        answers.delete(old);
      }
      return there && redraw((count) => count + 1);
    }, (problem: Error) => there && setFailed({ key, problem }));
    return () => {
      there = false;
    };
  }, [key]);
  const answer = key === null ? undefined : answers.get(key);
  return { data: answer?.data as T | undefined, problem: failed !== null && failed.key === key && answer === undefined ? failed.problem : null };
}
