import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CaptureContext, DraftFields } from '../../../data/lists/draftTask';
import { type Preview, previewQuery } from '../../../data/queries/capture';
import { fieldsIn } from '../../../words/fields';

/** How long a pause in typing has to be before the server is asked for a preview. */
const PAUSE_MS = 80;

/** How the server understands a text, a moment after it was typed. */
export function useCapturePreview(text: string, context: CaptureContext): Preview | undefined {
  const settled = useSettled(text);
  const isBlank = text.trim() === '';
  const { data } = useQuery({
    ...previewQuery(settled, context),
    placeholderData: keepPreviousData,
  });
  return isBlank ? undefined : data;
}

/** The text, a moment after it was typed. */
export function useSettled(text: string): string {
  const [settled, settle] = useState(text);

  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return settled;
}

/** The tasks that a text will create, as far as the page knows. */
export function draftsOf(
  text: string,
  { planned_if_undated: day, ...place }: CaptureContext,
  preview: Preview | undefined,
): DraftFields[] {
  const planned = day ?? null;
  if (preview?.text !== text) return linesOf(text).map((title) => ({ title, planned, ...place }));
  return preview.tasks.map((task) => ({
    ...fieldsIn(task),
    planned: task.due === null && task.start === null ? planned : null,
    ...place,
    ...(task.project?.id != null && elsewhere(task.project.id, place)),
  }));
}

/** A line that names another project goes there, and into no section. */
function elsewhere(project: number, { project_id }: CaptureContext): Partial<DraftFields> {
  return project === project_id ? {} : { project_id: project, section_id: null };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '');
}
