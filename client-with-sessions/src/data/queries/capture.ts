import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { CapturedTask, Recurrence } from '../../api/types';
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

/** A date that was typed, and how it repeats if the text says so. */
export interface TypedDate {
  due: string;
  recurrence: Recurrence | null;
}

/** The day or local time that a text means; null if it is not a date. */
export function typedDateQuery(text: string) {
  return queryOptions({
    queryKey: captureKeys.date(text),
    queryFn: async ({ signal }): Promise<TypedDate | null> => {
      const body = { text: `task ${inWords(text)}` };
      const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
      const [task] = tasks;
      // Words left over in the title are not a date, or not yet.
      if (task?.title !== 'task' || task.due === null) return null;
      const { due, recurrence } = task;
      return { due, recurrence: recurrence && { rule: recurrence.rule, from: recurrence.from } };
    },
    enabled: text !== '',
    staleTime: 60_000,
    retry: false,
  });
}

const UNITS: Record<string, string> = { d: 'days', w: 'weeks', m: 'months', y: 'years' };

/** A plus is a project to capture; in a date it counts from today, as in queries. */
function inWords(text: string): string {
  const ahead = /^\+\s*(\d+)\s*([dwmy])$/i.exec(text);
  return ahead ? `in ${ahead[1]} ${UNITS[ahead[2]?.toLowerCase() ?? '']}` : text;
}
