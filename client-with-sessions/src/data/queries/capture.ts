import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { CapturedTask } from '../../api/types';
import type { CaptureContext } from '../lists/draftTask';

export const captureKeys = {
  all: ['capture'] as const,
  preview: (text: string, context: CaptureContext) =>
    [...captureKeys.all, 'preview', text, context] as const,
  date: (text: string) => [...captureKeys.all, 'date', text] as const,
};

/** How the server understands a text. */
export interface Preview {
  text: string;
  tasks: CapturedTask[];
}

/** The tasks that the server would create from a text. */
export function previewQuery(text: string, context: CaptureContext) {
  return queryOptions({
    queryKey: captureKeys.preview(text, context),
    queryFn: async ({ signal }): Promise<Preview> => {
      const body = { text, ...context };
      const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
      return { text, tasks };
    },
    enabled: text.trim() !== '',
    // What “tomorrow” means changes.
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
}

/** The day or local time that a text means; null if it is not a date. */
export function typedDateQuery(text: string) {
  return queryOptions({
    queryKey: captureKeys.date(text),
    queryFn: async ({ signal }) => {
      const body = { text: `task ${text}` };
      const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
      // Words left over in the title are not a date, or not yet.
      return tasks[0]?.title === 'task' ? (tasks[0].due ?? null) : null;
    },
    enabled: text !== '',
    staleTime: 60_000,
    retry: false,
  });
}
