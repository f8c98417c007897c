import type { Task } from '../../api/types';

/** The day that a task is planned for. */
export function plannedDay({ planned }: Pick<Task, 'planned'>): string | undefined {
  return planned?.slice(0, 10);
}

/** The time of the day that a task is planned at, such as 14:30. */
export function plannedTime({ planned }: Pick<Task, 'planned'>): string | undefined {
  return planned?.split('T')[1];
}

/** A plan for a day, at the same time of it as before. */
export function plannedOn(task: Pick<Task, 'planned'>, day: string): string {
  const time = plannedTime(task);
  return time === undefined ? day : `${day}T${time}`;
}
