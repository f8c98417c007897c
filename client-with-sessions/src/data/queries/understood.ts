import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { CapturedTask } from '../../api/types';
import { oldSpans, typedParts, withBackslashes, withoutBackslashes } from '../lists/typedParts';
import { captureKeys } from './capture';

/** How the server understands what was typed into a title. */
export interface Understood {
  text: string;
  /** Undefined if the words are taken as they are. */
  task: CapturedTask | undefined;
}

/**
 * What was typed into a title, understood as in capture. The words that were there before stay in
 * the title, whatever they could mean.
 */
export function understoodQuery(before: string, text: string) {
  return queryOptions({
    queryKey: [...captureKeys.all, 'typed', before, text],
    queryFn: async ({ signal }): Promise<Understood> => {
      const plain = { text, task: undefined };
      if (text.trim() === '' || text.trim() === before) return plain;
      const [task, kept] = await Promise.all([
        understand(before, text, signal),
        understand(before, before, signal),
      ]);
      // Capture would change the title itself, such as the number at its beginning.
      return kept?.title === before && !kept.done ? { text, task } : plain;
    },
    // What “tomorrow” means changes.
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
}

async function understand(
  before: string,
  text: string,
  signal: AbortSignal,
): Promise<CapturedTask | undefined> {
  const typed = typedParts(before, text);
  let places: number[] = [];
  while (places.length <= text.length) {
    const body = { text: withBackslashes(text, places) };
    const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
    const [task] = tasks;
    if (!task || tasks.length > 1) return undefined;
    const spans = task.spans.map((span) => ({
      ...span,
      start: withoutBackslashes(span.start, places),
      end: withoutBackslashes(span.end, places),
    }));
    const old = oldSpans(spans, typed, text);
    if (old.length === 0) return { ...task, spans };
    // Without one date, the server may see another.
    places = [...new Set([...places, ...old.map(({ start }) => start)])].toSorted((a, b) => a - b);
  }
  return undefined;
}
