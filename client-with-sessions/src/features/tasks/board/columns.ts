import type { Task } from '../../../api/types';
import type { GroupKey } from '../../../data/lists/arrangement';
import { isClosed } from '../../../data/lists/lists';
import type { TasksPatch } from '../../../data/lists/patched';
import { plannedDay, plannedOn } from '../../../data/lists/planned';
import { addDays, daysBetween } from '../../../format/days';
import { choicesOf } from '../../../words/fields';

export interface Column {
  id: string;
  title: string;
  /** Why its cards can't be put in order; without a reason, they are in that of the project. */
  unordered?: string;
  /** Its cards show their planned day, which it doesn't say. */
  showsDay?: true;
  /** It is left out while it has no cards. */
  isRare?: true;
}

/** What the columns of a board stand for. */
export interface Columns {
  list: Column[];
  /** The column of a task; none if the board does not show it. */
  idOf: (task: Task) => string | undefined;
  /** The patch that moves tasks into a column. */
  patchFor: (id: string) => TasksPatch;
  /** Whether there is a column of closed tasks. */
  hasClosed?: true;
  /** The cards of a column whose order is not that of the project. */
  inOrder?: (cards: Task[], id: string) => Task[];
}

/** The account's days: today, the day of an instant, and how far the week goes on. */
export interface Days {
  today: string;
  dayOf: (instant: string) => string;
  /** The last day of the week. */
  weekEnd: string;
}

/** What a board can have columns by, besides the status. */
const BY: Partial<Record<GroupKey, (days: Days) => Columns>> = {
  priority: byPriority,
  planned: byPlannedDay,
};

/** What the columns of a board can be: an arrangement with other groups leaves them by status. */
export const BOARD_GROUPS: GroupKey[] = ['status', ...(Object.keys(BY) as GroupKey[])];

export function columnsBy(group: GroupKey | undefined, days: Days): Columns {
  return (BY[group ?? 'status'] ?? byStatus)(days);
}

/** How many days the board shows done tasks. */
const DONE_DAYS = 7;

function byStatus({ today, dayOf }: Days): Columns {
  const patches: Record<string, TasksPatch> = {
    unplanned: { planned: null },
    // A task planned for a later day keeps it.
    planned: { planned: addDays(today, 1) },
    today: { planned: today },
    done: { status: 'done' },
  };
  return {
    list: [
      { id: 'unplanned', title: 'Not planned' },
      { id: 'planned', title: 'Planned', unordered: BY_DAY, showsDay: true },
      { id: 'today', title: 'Today' },
      { id: 'done', title: 'Done', unordered: 'What is done is in order of when it was done.' },
    ],
    hasClosed: true,
    idOf(task) {
      if (task.status === 'dropped') return undefined;
      if (task.completed_at !== null) {
        return dayOf(task.completed_at) > addDays(today, -DONE_DAYS) ? 'done' : undefined;
      }
      const day = plannedDay(task);
      if (day === undefined) return 'unplanned';
      return day <= today ? 'today' : 'planned';
    },
    patchFor: (id) => ({ ...patches[id] }),
    inOrder: (cards, id) => (id === 'planned' ? byDay(cards) : cards),
  };
}

const BY_DAY = 'Planned cards are in order of their days.';

function byDay(cards: Task[]): Task[] {
  return cards.toSorted((a, b) => ((a.planned ?? '') < (b.planned ?? '') ? -1 : 1));
}

function byPriority(): Columns {
  return {
    list: choicesOf('priority')
      .toReversed()
      .map(([id, name]) => ({
        id,
        title: id === 'none' ? 'No priority' : name,
        showsDay: true as const,
      })),
    idOf: (task) => (isClosed(task) ? undefined : task.priority),
    patchFor: (id) => ({ priority: id as Task['priority'] }),
  };
}

function byPlannedDay({ today, weekEnd }: Days): Columns {
  const tomorrow = addDays(today, 1);
  const afterTomorrow = addDays(today, 2);
  const hasRest = daysBetween(tomorrow, weekEnd) > 0;
  const next = hasRest ? addDays(weekEnd, 1) : afterTomorrow;
  const patches: Record<string, string | null> = {
    today,
    tomorrow,
    week: afterTomorrow,
    later: next,
    unplanned: null,
  };
  return {
    list: [
      { id: 'earlier', title: 'Earlier', unordered: BY_DAY, showsDay: true, isRare: true },
      { id: 'today', title: 'Today' },
      { id: 'tomorrow', title: 'Tomorrow' },
      ...(hasRest
        ? [{ id: 'week', title: 'This week', unordered: BY_DAY, showsDay: true } as const]
        : []),
      { id: 'later', title: 'Later', unordered: BY_DAY, showsDay: true },
      { id: 'unplanned', title: 'No day' },
    ],
    idOf(task) {
      if (isClosed(task)) return undefined;
      const day = plannedDay(task);
      if (day === undefined) return 'unplanned';
      if (day < today) return 'earlier';
      if (day === today) return 'today';
      if (day === tomorrow) return 'tomorrow';
      return day < next ? 'week' : 'later';
    },
    // Nobody plans for a day that is over.
    patchFor: (id) => (id === 'earlier' ? {} : { planned: patches[id] ?? null }),
    inOrder: (cards, id) => (['earlier', 'week', 'later'].includes(id) ? byDay(cards) : cards),
  };
}

/** The patch that moves tasks into a column. Those that leave the done column are reopened. */
export function movePatch(tasks: Task[], { patchFor }: Columns, to: string): TasksPatch {
  const [only, ...others] = tasks;
  const patch = patchFor(to);
  if (only && others.length === 0 && patch.planned) patch.planned = plannedOn(only, patch.planned);
  const isReopened = patch.status === undefined && tasks.some(isClosed);
  return isReopened ? { status: 'open', ...patch } : patch;
}

/** The tasks of each column, in the order in which they came or, if that was not chosen, in the column's own. */
export function byColumn(tasks: Task[], columns: Columns, isSorted = false): Map<string, Task[]> {
  const cards = new Map<string, Task[]>(columns.list.map(({ id }) => [id, []]));
  for (const task of tasks) cards.get(columns.idOf(task) ?? '')?.push(task);
  if (isSorted || !columns.inOrder) return cards;
  const { inOrder } = columns;
  return new Map([...cards].map(([id, some]) => [id, inOrder(some, id)]));
}

/** The column beside another. */
export function columnBeside({ list }: Columns, id: string, step: 1 | -1): string | undefined {
  return list[list.findIndex((column) => column.id === id) + step]?.id;
}
