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
