import type { ListedProject, SavedView, Settings, Task, TaskPatch } from '../../api/types';
import type { OptimisticResult, TrashView } from '../lists/optimistic';
import { newIdempotencyKey } from './idempotencyKey';
import type { Versions } from './versions';

/** What a mutation has led to. */
export interface Result {
  /** Its group in the log; undefined if it changed nothing. */
  group: number | undefined;
  /** The changed tasks, as they are now. */
  tasks?: Task[];
  /** The ids of tasks that are no longer in the lists. */
  gone?: number[];
  /** The ids of tasks that are no longer in the trash. */
  purged?: number[];
  /** What only the server knows: it is fetched again before the mutation counts as done. */
  refetch?: readonly ('lists' | 'trash' | 'projects' | 'views' | 'settings')[];
  /** The id of the project or view that was created. */
  created?: number;
}

/** What a mutation needs to be sent. */
export interface Sending {
  header: { 'Idempotency-Key': string };
  versions: Versions;
  /** The group of an earlier mutation made in this tab. */
  groupOf: (idempotencyKey: string) => number | undefined;
}

/** Everything that the page needs to know about one action of a person. */
export interface Definition {
  /** What it does, in words: Deleted “Buy milk”. */
  label: string;
  /** What to say when it is refused: Not deleted. */
  refusal: string;
  send: (sending: Sending) => Promise<Result>;
  /** The task as the person saw it, if it is about a single one. */
  task?: Task;
  /** The fields of that task to be saved. */
  patch?: TaskPatch;
  /** The text that was typed, if it creates tasks. */
  typed?: string;
  /** It can't be undone. */
  isForGood?: boolean;
  /** Whether a refusal stays on the page until it is dealt with, rather than pass in a message. */
  staysWhenRefused?: (error: unknown) => boolean;
  /** What the page shows until the server has answered. */
  optimistic?: {
    tasks?: (shown: Task[]) => OptimisticResult[];
    trash?: (trash: TrashView) => TrashView;
    projects?: (projects: ListedProject[]) => ListedProject[];
    views?: (views: SavedView[]) => SavedView[];
    settings?: (settings: Settings) => Settings;
  };
}

/**
 * One action of a person, on its way to the server or refused. Its key goes with every attempt to
 * send it, so that it is not done twice.
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
