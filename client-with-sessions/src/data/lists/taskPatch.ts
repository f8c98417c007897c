import type { Task } from '../../api/types';

/** What an update may change of a task. */
export type TaskPatch = Partial<
  Pick<
    Task,
    | 'title'
    | 'description'
    | 'completed_at'
    | 'status'
    | 'priority'
    | 'due'
    | 'start'
    | 'planned'
    | 'estimate'
    | 'project_id'
    | 'parent_id'
    | 'tags'
    | 'recurrence'
  >
>;

/** What an update may change of several tasks at once. */
export type TasksPatch = Omit<TaskPatch, 'title' | 'description'> & {
  add_tags?: string[];
  remove_tags?: string[];
};
