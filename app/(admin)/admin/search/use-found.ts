import { useEffect, useState } from 'react';
import type { FoundItems } from './results';

/** So long after the last letter it is asked for what fits. */
const PAUSE_MS = 120;

/** What fits the text that is being typed; null until it is known, and where it could not be asked for. */
export function useFound(typed: string): { found: FoundItems | null; isFailed: boolean } {
  const [answer, setAnswer] = useState<{ to: string; found: FoundItems | null } | null>(null);
  const text = typed.trim();
  useEffect(() => {
    if (text === '') return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/admin/search/results?${new URLSearchParams({ q: text })}`, {
          signal: asking.signal,
          // Whoever is not signed in any more is sent elsewhere, where nothing is found.
          redirect: 'error',
        });
        if (!response.ok) throw new Error(`the search answered ${response.status}`);
        setAnswer({ to: text, found: await response.json() });
      } catch {
        if (!asking.signal.aborted) setAnswer({ to: text, found: null });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text]);
  const isAnswered = text !== '' && answer?.to === text;
  return { found: isAnswered ? answer.found : null, isFailed: isAnswered && answer.found === null };
}
