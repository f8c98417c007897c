import type { ListedSection } from '../../../api/types';
import type { ListedTask } from '../../../data/lists/listData';
import { groupBy } from '../../../ui/groupBy';
import type { Draft, TaskView } from '../list/overlay';

/** A section and what is listed of it; without a section, what is in none. */
export interface Sectioned {
  section: ListedSection | undefined;
  tasks: ListedTask[];
  drafts: Draft[];
}

/** The tasks of a project by section, those in none first. */
export function bySection(
  { tasks, drafts }: Pick<TaskView, 'tasks' | 'drafts'>,
  sections: ListedSection[],
): Sectioned[] {
  const known = new Set(sections.map(({ id }) => id));
  // A task keeps the number of a section that has just been deleted, until the server answers.
  const idOf = (id: number | null) => (id !== null && known.has(id) ? id : undefined);
  const tasksIn = groupBy(tasks, ({ section_id }) => idOf(section_id));
  const draftsIn = groupBy(drafts, ({ task }) => idOf(task.section_id));
  return [undefined, ...sections].map((section) => ({
    section,
    tasks: tasksIn.get(section?.id) ?? [],
    drafts: draftsIn.get(section?.id) ?? [],
  }));
}
