import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../../../api/client';
import type { CapturedTask } from '../../../api/types';
import type { CaptureContext, Drafted } from '../../../data/mutations/capture';

/** How long one may stop typing before the server is asked what it understands. */
const PAUSE_MS = 80;

/** What was understood of a text. */
export interface Preview {
  text: string;
  tasks: CapturedTask[];
}

/** What the server understands of a text, a moment after it was typed. */
export function useCapturePreview(text: string, context: CaptureContext): Preview | undefined {
  const settled = useSettled(text);
  const isBlank = text.trim() === '';
  const { data } = useQuery({
    queryKey: ['capture', settled, context],
    queryFn: async ({ signal }): Promise<Preview> => {
      const body = { text: settled, ...context };
      const { tasks } = await unwrap(api.POST('/capture/preview', { body, signal }));
      return { text: settled, tasks };
    },
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
    // What “tomorrow” means changes.
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return isBlank ? undefined : data;
}

function useSettled(text: string): string {
  const [settled, settle] = useState(text);

  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return settled;
}

/** The tasks that a text makes, as far as the page knows. */
export function draftsOf(
  text: string,
  { planned_if_undated: day, ...place }: CaptureContext,
  preview: Preview | undefined,
): Drafted[] {
  const planned = day ?? null;
  if (preview?.text !== text) return linesOf(text).map((title) => ({ title, planned, ...place }));
  return preview.tasks.map((task) => ({
    title: task.title,
    priority: task.priority,
    due: task.due,
    start: task.start,
    planned: task.due === null && task.start === null ? planned : null,
    estimate: task.estimate,
    tags: task.tags,
    recurrence: task.recurrence,
    ...place,
    ...(task.project?.id != null && { project_id: task.project.id }),
  }));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
