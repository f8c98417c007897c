import type { Task, TaskPatch } from '../../api/types';
import type { Outlook, TaskChange } from './changes';

/** What the lists show once a change is undone, and once it is done again. */
export interface Outlooks {
  undone?: Outlook | undefined;
  done?: Outlook | undefined;
}

/** What the lists show when a change is undone, and when it is done again; as far as is known. */
export function outlooksOf(change: TaskChange): Outlooks {
  switch (change.kind) {
    case 'create':
    case 'capture':
      return { undone: { gone: { key: change.key } } };
    case 'update': {
      const { task, patch } = change;
      return { undone: { task, patch: sameFields(task, patch) }, done: { task, patch } };
    }
    case 'delete':
      return { undone: { task: change.task }, done: { gone: { id: change.task.id } } };
    case 'restore':
      return { undone: { gone: { id: change.task.id } }, done: { task: change.task } };
    default:
      return {};
  }
}

/** What is known once the server has made the task. */
export function outlooksOfCreated(key: string, task: Task): Outlooks {
  return { undone: { gone: { key, id: task.id } }, done: { task } };
}

function sameFields(task: Task, patch: TaskPatch): TaskPatch {
  const fields = Object.keys(patch) as (keyof TaskPatch)[];
  return Object.fromEntries(fields.map((field) => [field, task[field]]));
}
