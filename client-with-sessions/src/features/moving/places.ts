import type { Task } from '../../api/types';
import type { TasksPatch } from '../../data/lists/patched';
import { addDays } from '../../format/days';

/** A page in the navigation that takes tasks, as its link names it in `data-place`. */
export type Place = 'inbox' | 'today' | 'upcoming' | `project ${number}` | `tag ${string}`;

/** The patch that brings tasks to a page. The inbox has only what has neither a day nor a project. */
export function patchTo(place: string, today: string): TasksPatch | undefined {
  const project = /^project (\d+)$/.exec(place)?.[1];
  if (project !== undefined) return { project_id: Number(project) };
  const tag = /^tag (.+)$/.exec(place)?.[1];
  if (tag !== undefined) return { add_tags: [tag] };
  switch (place as Place) {
    case 'inbox':
      return { project_id: null, parent_id: null, planned: null, due: null };
    case 'today':
      return { planned: today };
    case 'upcoming':
      return { planned: addDays(today, 1) };
  }
  return undefined;
}

/** Whether a patch would leave all of these tasks as they are. */
export function changesNothing(tasks: Task[], patch: TasksPatch): boolean {
  const { add_tags: added = [], ...rest } = patch;
  const fields = Object.entries(rest) as [keyof Task, unknown][];
  if (!tasks.every(({ tags }) => added.every((tag) => tags.includes(tag)))) return false;
  return tasks.every((task) => fields.every(([field, value]) => task[field] === value));
}
