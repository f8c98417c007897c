import type { QueryClient } from '@tanstack/react-query';
import type {
  HabitGrid,
  ListedProject,
  ListedSection,
  Project,
  SavedView,
  Settings,
  Task,
  TaskPatch,
} from '../../api/types';
import type { OptimisticResult, TrashView } from '../lists/optimistic';
import type { ShownTimer } from '../lists/timer';
import { newIdempotencyKey } from './idempotencyKey';
import type { Versions } from './versions';

/** The result of a mutation. */
export interface Result {
  /** Its group in the log; undefined if it changed nothing. */
  group: number | undefined;
  /** The changed tasks, as they are now. */
  tasks?: Task[];
  /** The ids of tasks that are no longer in the lists. */
  gone?: number[];
  /** The ids of tasks that are no longer in the trash. */
  purged?: number[];
  /** Data only the server knows: it is refetched before the mutation counts as done. */
  refetch?: readonly (
    | 'lists'
    | 'trash'
    | 'projects'
    | 'sections'
    | 'views'
    | 'settings'
    | 'time'
    | 'habits'
    | 'reviews'
  )[];
  /** The id of the project, section, view or habit that was created. */
  created?: number;
  /** What was changed elsewhere too, so that it was not saved: the user chooses. */
  held?: TaskPatch;
  /** What it did, in words, if that is less than its label says. */
  label?: string;
}

/** What is needed to send a mutation. */
export interface Sending {
  header: { 'Idempotency-Key': string };
  versions: Versions;
  /** The group of an earlier mutation made in this tab. */
  groupOf: (idempotencyKey: string) => number | undefined;
}

/** Everything the page needs to know about one user action. */
export interface Definition {
  /** What it does, in words: Deleted “Buy milk”. */
  label: string;
  /** What to say when it is refused: Not deleted. */
  refusal: string;
  send: (sending: Sending) => Promise<Result>;
  /** The task as the user saw it, if it is about a single one. */
  task?: Task;
  /** The fields of that task to save. */
  patch?: TaskPatch;
  /** The line from which that patch was understood. */
  line?: string;
  /** The typed text, if it creates tasks. */
  typed?: string;
  /** It moves a series on. If it is asked for twice, the second one is ignored. */
  movesSeries?: boolean;
  /** The page does it by itself: nobody has to hear of it, and nothing of the user's is lost without it. */
  isAutomatic?: boolean;
  /** It can't be undone. */
  isForGood?: boolean;
  /** Whether a refusal stays on the page until resolved, rather than in a passing message. */
  staysWhenRefused?: (error: unknown) => boolean;
  /** What came of it, in words, if only the server knows: Completed “Pay rent”, next Fri 4 Dec. */
  outcome?: (result: Result, client: QueryClient) => Promise<string | undefined>;
  /** What the page shows until the server has answered. */
  optimistic?: {
    tasks?: (shown: Task[]) => OptimisticResult[];
    trash?: (trash: TrashView) => TrashView;
    projects?: (projects: ListedProject[]) => ListedProject[];
    project?: (project: Project) => Project;
    /** Given the sections of one project. */
    sections?: (sections: ListedSection[], project: number) => ListedSection[];
    views?: (views: SavedView[]) => SavedView[];
    /** Given the habits of any days. */
    habits?: (grid: HabitGrid) => HabitGrid;
    settings?: (settings: Settings) => Settings;
    timer?: (timer: ShownTimer) => ShownTimer;
  };
}

/**
 * One user action, being sent or refused. Every attempt uses the same key, so it takes effect once.
 */
export interface Mutation extends Definition {
  idempotencyKey: string;
}

/** Turns a definition into a function that makes such mutations. */
export function defineMutation<Variables = void>(define: (variables: Variables) => Definition) {
  return (variables: Variables, idempotencyKey = newIdempotencyKey()): Mutation => ({
    ...define(variables),
    idempotencyKey,
  });
}
