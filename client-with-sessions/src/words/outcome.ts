import type { Change, Task } from '../api/types';
import { dateInWords } from '../format/dates';
import { weekdayAndDate } from '../format/days';
import { tasksInWords } from './tasks';

/** What was added, and where it went: Added “Dentist” to Me, tomorrow 09:00. */
export function addedInWords(task: Task, project: string | undefined): string {
  const where = project === undefined ? '' : ` to ${project}`;
  return [`Added ${tasksInWords(1, task.title)}${where}`, ...whenInWords(task)].join(', ');
}

function whenInWords({ due, planned, start }: Task): string[] {
  if (due !== null) return [dateInWords(due)];
  if (planned !== null) return [`planned for ${dateInWords(planned)}`];
  return start === null ? [] : [`hidden until ${dateInWords(start)}`];
}

/** What else completing a task did: Completed “Move” and 2 subtasks, next Fri 4 Dec. */
export function completionInWords(task: Task, changes: Change[], today: string): string {
  const ofTasks = changes.filter(({ kind }) => kind === 'task');
  const subtasks = ofTasks.filter(
    ({ object_id, before, after }) =>
      object_id !== task.id && before !== null && after?.status === 'done',
  ).length;
  const next = ofTasks.find(
    ({ before, after }) => before === null && after?.previous_id === task.id,
  )?.after;
  const day = (next?.planned ?? next?.due)?.slice(0, 10);
  const also = subtasks === 0 ? '' : ` and ${subtasks} ${subtasks === 1 ? 'subtask' : 'subtasks'}`;
  const then = day === undefined ? '' : `, next ${weekdayAndDate(day, today)}`;
  return `Completed ${tasksInWords(1, task.title)}${also}${then}`;
}
