import { createContext } from 'react';

/** What stands behind a number: the tasks of a query, the time or the plan of a day, a habit, or a task. */
export type Target =
  | { q: string }
  | { time: string }
  | { plan: string }
  | { habit: number }
  | { task: number };

/** Where that is shown, and how to get there without loading the page again. */
export interface ToTarget {
  hrefOf: (target: Target) => string;
  go: (target: Target) => void;
}

/** Only the app knows addresses. */
export const TargetContext = createContext<ToTarget | undefined>(undefined);

/** The tasks that were done, as they are counted, from one day to another. */
export function doneIn(from: string, to = from): Target {
  return { q: `is:done no:subtask completed:${rangeOf(from, to)}` };
}

export function droppedIn(from: string, to = from): Target {
  return { q: `is:dropped no:subtask completed:${rangeOf(from, to)}` };
}

export function createdIn(from: string, to: string): Target {
  return { q: `is:open,done,dropped created:${rangeOf(from, to)}` };
}

/** The most values that a query has for a field. */
const MOST_VALUES = 50;

/** Tasks by their numbers; the first ones, if there are too many for a query. */
export function tasksOf(ids: number[]): Target | undefined {
  return ids.length === 0 ? undefined : { q: `id:${ids.slice(0, MOST_VALUES).join(',')}` };
}

function rangeOf(from: string, to: string): string {
  return from === to ? from : `${from}..${to}`;
}
