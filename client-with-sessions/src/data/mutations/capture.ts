import { api, unwrapWrite } from '../../api/client';
import type { Task } from '../../api/types';
import { emptyFields } from '../../words/fields';
import type { Outcome } from './outcome';

/** What a task gets where it is typed, unless the line says otherwise. */
export interface CaptureContext {
  project_id?: number;
  planned_if_undated?: string;
  parent_id?: number;
}

/** A task as it was understood, before the server has made it. */
export type Drafted = Pick<Task, 'title'> & Partial<Task>;

/** Lines that a person typed, each of which becomes a task. */
export interface CaptureDeed {
  kind: 'capture';
  text: string;
  context: CaptureContext;
  /** What is shown until the server has answered. */
  drafts: Drafted[];
}

export async function sendCapture(
  { text, context }: CaptureDeed,
  header: { 'Idempotency-Key': string },
): Promise<Outcome> {
  const asked = api.POST('/capture', { params: { header }, body: { text, ...context } });
  const { body, group } = await unwrapWrite(asked);
  return { group, tasks: body.tasks, gone: [] };
}

/** What it does, in words. */
export function captureInWords({ drafts }: Pick<CaptureDeed, 'drafts'>): string {
  const [first] = drafts;
  return drafts.length === 1 ? `Added “${first?.title}”` : `Added ${drafts.length} tasks`;
}

/** A task with everything filled in that is not known before it is made. */
export function draftTask(drafted: Drafted): Task {
  const now = new Date().toISOString();
  return {
    id: 0,
    uid: '',
    version: 0,
    ...emptyFields(),
    previous_id: null,
    position: '',
    created_at: now,
    updated_at: now,
    deleted_at: null,
    ...drafted,
  };
}
