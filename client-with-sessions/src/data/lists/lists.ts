import type { Task } from '../../api/types';
import { plannedDay } from './planned';

/** Whether tasks are still to be done; a closed one is done or dropped. */
export type Openness = 'open' | 'closed';

/** A list of what a query finds. */
export interface QuerySource {
  kind: 'query';
  q: string;
  /** The list that it arranges, if it is not a search of its own. */
  of?: {
    source: OwnSource;
    isFiltered: boolean;
    isSorted: boolean;
    isGrouped: boolean;
  };
}

/** Where a list gets its tasks. */
export type Source = OwnSource | QuerySource;

/** A list that is not arranged by a query. */
export type OwnSource =
  | { kind: 'status'; status: Openness | 'all' }
  | { kind: 'inbox' }
  /** Some days and, if it is asked for, what comes after them. */
  | { kind: 'agenda'; days: number; from?: string; later?: true }
  | { kind: 'project'; id: number; status: Openness }
  | { kind: 'done' }
  /** What several queries find, one after the other, and before that today if it is asked for. */
  | { kind: 'together'; queries: readonly string[]; today?: true };

/** The tag of what is to be done someday: the inbox leaves it out. */
export const SOMEDAY = 'someday';

type Order = (one: Task, other: Task) => number;

/** Which tasks a list shows and in which order, as far as the page can tell. */
export interface Rules {
  /** Whether it shows a task in its current state, given whether it showed it before. */
  shows: (task: Task, wasShown: boolean) => boolean;
  /** Without it, only the server knows the order. */
  order?: Order;
  /** Set if that is the manual order: ascending or descending. */
  placed?: 'firstToLast' | 'lastToFirst';
}

/** The rules of a list. `today` is the account's current day, `sections` are those of its project, in order. */
export function rulesOf(source: Source, today: string, sections: readonly number[] = []): Rules {
  switch (source.kind) {
    case 'status':
      return { shows: (task) => hasStatus(task, source.status), order: newest };
    case 'inbox':
      return { shows: (task) => isInInbox(task, today), order: lastPlaced, placed: 'lastToFirst' };
    case 'agenda':
      return { shows: (task) => isOnAgenda(task, today, source) };
    case 'project':
      return {
        shows: (task) => task.project_id === source.id && hasStatus(task, source.status),
        ...(source.status === 'open'
          ? { order: sectionBySection(sections), placed: 'firstToLast' }
          : { order: lastClosed }),
      };
    case 'done':
      return { shows: (task) => task.status === 'done', order: lastClosed };
    case 'together':
      return { shows: (_, wasShown) => wasShown };
    case 'query':
      return source.of ? arranged(source.of, today) : { shows: (_, wasShown) => wasShown };
  }
}

/** Only the server knows what passes a filter; what leaves the list itself leaves it at once. */
function arranged(
  { source, isFiltered, isSorted, isGrouped }: NonNullable<QuerySource['of']>,
  today: string,
): Rules {
  const { shows, order, placed } = rulesOf(source, today);
  return {
    shows: (task, wasShown) => (wasShown || !isFiltered) && shows(task, wasShown),
    ...(order && placed && !isSorted && !isGrouped && { order, placed }),
  };
}

/** The project whose tasks are listed, arranged or not. */
export function projectOf(source: Source): number | undefined {
  const own = source.kind === 'query' ? source.of?.source : source;
  return own?.kind === 'project' ? own.id : undefined;
}

/** Whether only the server can tell what a change means for the list. */
export function isUncertain(source: Source): boolean {
  return source.kind === 'query' || rulesOf(source, '').order === undefined;
}

/** Whether a task is done or dropped. */
export function isClosed({ completed_at }: Pick<Task, 'completed_at'>): boolean {
  return completed_at !== null;
}

/** The day that the agenda shows an open task on, if any. */
export function agendaDay(task: Pick<Task, 'planned' | 'due'>, today: string): string | undefined {
  const day = plannedDay(task) ?? task.due?.slice(0, 10);
  return day !== undefined && day < today ? today : day;
}

function hasStatus(task: Task, status: Openness | 'all'): boolean {
  return status === 'all' || (status === 'closed') === isClosed(task);
}

function isInInbox(task: Task, today: string): boolean {
  const isPlaced =
    task.project_id !== null ||
    task.due !== null ||
    task.planned !== null ||
    task.parent_id !== null;
  const isForLater = task.tags.includes(SOMEDAY);
  return !isClosed(task) && !isPlaced && !isForLater && (task.start ?? '') <= today;
}

function isOnAgenda(
  task: Task,
  today: string,
  { days, from = today, later }: { days: number; from?: string; later?: true },
): boolean {
  if (isClosed(task)) return false;
  const day = agendaDay(task, today);
  if (day === undefined || day < from || (task.start ?? '') > day) return false;
  if (later) return true;
  const end = new Date(`${from}T00:00:00Z`);
  end.setUTCDate(end.getUTCDate() + days);
  return day < end.toISOString().slice(0, 10);
}

const newest: Order = (one, other) => other.id - one.id;
const firstPlaced: Order = (one, other) =>
  compare(one.position, other.position) || one.id - other.id;
/** What is in no section of these comes first. */
function sectionBySection(sections: readonly number[]): Order {
  if (sections.length === 0) return firstPlaced;
  const rankOf = ({ section_id: id }: Task) => (id === null ? -1 : sections.indexOf(id));
  return (one, other) => rankOf(one) - rankOf(other) || firstPlaced(one, other);
}

const lastPlaced: Order = (one, other) => firstPlaced(other, one);
const lastClosed: Order = (one, other) =>
  compare(other.completed_at ?? '', one.completed_at ?? '') || other.id - one.id;

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
