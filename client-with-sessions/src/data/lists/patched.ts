import type { Task, TaskPatch } from '../../api/types';

/** The fields an update can change for several tasks at once. */
export type TasksPatch = Omit<TaskPatch, 'title' | 'description'> & {
  add_tags?: string[];
  remove_tags?: string[];
};

/** The changes to a task that the page can work out without the server. */
export type OptimisticPatch = TaskPatch & TasksPatch & Partial<Pick<Task, 'position'>>;

/** The task with the patch applied, as far as the page can tell. */
export function patched(task: Task, patch: OptimisticPatch): Task {
  const { add_tags = [], remove_tags = [], recurrence, ...fields } = patch;
  const tags = [...new Set([...(fields.tags ?? task.tags), ...add_tags])]
    .filter((tag) => !remove_tags.includes(tag))
    .toSorted();
  const changed = {
    ...task,
    ...sectionOf(task, patch),
    ...fields,
    ...completionOf(task, patch),
    tags,
  };
  if (recurrence === undefined) return changed;
  const dtstart = task.recurrence?.dtstart ?? changed.due ?? '';
  return { ...changed, recurrence: recurrence && { ...recurrence, dtstart } };
}

/** A task leaves its section with its project. */
function sectionOf(task: Task, { project_id }: OptimisticPatch): Partial<Task> {
  return project_id === undefined || project_id === task.project_id ? {} : { section_id: null };
}

/** Two fields say whether a task is done, and a patch may contain only one of them. */
function completionOf(task: Task, { status, completed_at }: OptimisticPatch): Partial<Task> {
  if (status === 'open' || completed_at === null) return { status: 'open', completed_at: null };
  if (status === undefined && completed_at === undefined) return {};
  const at = completed_at ?? task.completed_at ?? new Date().toISOString();
  return { status: status ?? 'done', completed_at: at };
}
