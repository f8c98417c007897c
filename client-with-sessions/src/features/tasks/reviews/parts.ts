import type { Task } from '../../../api/types';
import type { LocalOf } from '../../../data/lists/dayOrder';
import { ownDay } from '../../../data/lists/dayOrder';
import type { ListedTask } from '../../../data/lists/listData';
import { isClosed } from '../../../data/lists/lists';
import { plannedDay } from '../../../data/lists/planned';
import type { Section } from '../list/sections';

/** From this many times on, something is to be done about what is put off. */
export const OFTEN = 3;
/** The most of the inbox that the plan of a day shows. */
const MOST_OF_INBOX = 5;

/** What the plan of a day asks for beside today. */
export const PLAN_QUERIES = [
  'is:putoff sort:putoff',
  'is:started day:none start:>=-30d sort:-start',
  'is:inbox sort:-created',
] as const;

/** The parts of the plan of a day; each task is in one of them. */
export function planParts(tasks: ListedTask[], today: string, localOf: LocalOf): Section[] {
  const parts: Record<string, ListedTask[]> = {
    left: [],
    due: [],
    putoff: [],
    started: [],
    inbox: [],
    today: [],
  };
  for (const task of tasks) parts[partOf(task, today, localOf) ?? '']?.push(task);
  const names = {
    left: 'Left over',
    due: 'Due today',
    putoff: 'Put off three times or more',
    started: 'Can begin',
    inbox: 'Newest in the inbox',
    today: 'Today',
  };
  return Object.entries(names).flatMap(([id, name]) => {
    const all = parts[id] ?? [];
    const shown = id === 'inbox' ? all.slice(0, MOST_OF_INBOX) : all;
    if (shown.length === 0 && id !== 'today') return [];
    return [{ id, name, tasks: shown, drafts: [] }];
  });
}

function partOf(task: Task, today: string, localOf: LocalOf): string | undefined {
  const day = ownDay(task, localOf);
  if (plannedDay(task) === today) return 'today';
  if (day !== undefined && day < today) return 'left';
  if (day === today) return 'due';
  if (task.put_off >= OFTEN) return 'putoff';
  if (day !== undefined || task.tags.includes('someday')) return undefined;
  if (task.start !== null && task.start <= today) return 'started';
  return task.project_id === null && task.parent_id === null ? 'inbox' : undefined;
}

/** What the close of a day asks for. */
export function closeQueries(date: string): string[] {
  return [`is:done completed:${date} sort:completed`, `is:open day:<=${date} sort:day`];
}

interface Closing {
  date: string;
  localOf: LocalOf;
  dayOf: (instant: string) => string;
  /** What was done without being in the plan of the day; undefined without a plan. */
  unplanned: ReadonlySet<number> | undefined;
}

/** The parts of the close of a day. */
export function closeParts(
  tasks: ListedTask[],
  { date, localOf, dayOf, unplanned }: Closing,
): Section[] {
  const isDone = ({ status, completed_at: at }: Task) =>
    status === 'done' && at !== null && dayOf(at) === date;
  const isLeft = (task: Task) => !isClosed(task) && (ownDay(task, localOf) ?? '9') <= date;
  const done = tasks.filter(isDone);
  const isPlanned = ({ id }: Task) => !unplanned?.has(id);
  const section = (id: string, name: string, of: ListedTask[]): Section[] =>
    of.length === 0 ? [] : [{ id, name, tasks: of, drafts: [] }];
  return [
    ...section('left', 'Left over', tasks.filter(isLeft)),
    ...section('done', 'Done', done.filter(isPlanned)),
    ...section(
      'unplanned',
      'Done, and not planned',
      done.filter((task) => !isPlanned(task)),
    ),
  ];
}
