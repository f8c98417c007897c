import type { Task } from '../../api/types';
import { emptyFields } from '../../words/fields';

/** The fields of a captured task that its line does not give. */
export interface CaptureContext {
  project_id?: number;
  section_id?: number;
  planned_if_undated?: string;
  parent_id?: number;
}

/** The fields that are known of a task before the server has created it. */
export type DraftFields = Pick<Task, 'title'> & Partial<Task>;

/** A task to show before the server has created it. */
export function draftTask(draft: DraftFields): Task {
  const now = new Date().toISOString();
  return {
    id: 0,
    uid: '',
    version: 0,
    ...emptyFields(),
    previous_id: null,
    position: '',
    day_position: null,
    put_off: 0,
    put_off_on: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
    ...draft,
  };
}
