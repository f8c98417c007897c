import type { Task } from '../../api/types';
import { plannedDay, plannedTime } from './planned';

/** Tells a due by the account's clock. */
export type LocalOf = (due: string) => string;

type Dated = Pick<Task, 'planned' | 'due'>;

/** The day that a task is for: its planned day, or else its due day. */
export function ownDay(task: Dated, localOf: LocalOf): string | undefined {
  return plannedDay(task) ?? (task.due === null ? undefined : localOf(task.due).slice(0, 10));
}

/** The time of a day that a task is planned at, or else due on that day. */
export function timeOn(task: Dated, day: string, localOf: LocalOf): string | undefined {
  const local = plannedTime(task) ? task.planned : task.due && localOf(task.due);
  return local?.startsWith(`${day}T`) ? local.slice(11, 16) : undefined;
}

/** Where a task stands in the order of its day. Until it is moved there, that is as in the manual order. */
export function placeInDay({ day_position, position }: Task): string {
  return day_position ?? position;
}

/** What has a time comes first, in order of time; the rest is in the order of the day. */
export function inOrderOf(day: string, localOf: LocalOf): (one: Task, other: Task) => number {
  const timeOf = (task: Task) => timeOn(task, day, localOf) ?? '~';
  return (one, other) => compare(timeOf(one), timeOf(other)) || byHand(one, other);
}

/** The oldest day first, each in its order. */
export function inOrderOfDays(localOf: LocalOf): (one: Task, other: Task) => number {
  const timeOf = (task: Task) => {
    const day = ownDay(task, localOf) ?? '';
    return `${day}T${timeOn(task, day, localOf) ?? '~'}`;
  };
  return (one, other) => compare(timeOf(one), timeOf(other)) || byHand(one, other);
}

function byHand(one: Task, other: Task): number {
  return compare(placeInDay(one), placeInDay(other)) || one.id - other.id;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
