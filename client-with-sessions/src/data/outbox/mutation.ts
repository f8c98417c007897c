import type { ListedProject, SavedView, Settings, Task, TaskPatch } from '../../api/types';
import type { OptimisticResult, TrashView } from '../lists/optimistic';
import { newIdempotencyKey } from './idempotencyKey';
import type { Versions } from './versions';

/** What the server answered to a mutation. */
export interface Result {
  /** The group of changes that it is in the log; undefined if it changed nothing. */
  group: number | undefined;
  /** The tasks as they are now. */
  tasks?: Task[];
  /** The numbers of the tasks that the lists no longer have. */
  gone?: number[];
  /** The numbers of the tasks that the trash no longer has. */
  purged?: number[];
  /** What only the server knows: the mutation counts as done once it is fetched again. */
  refetch?: readonly ('lists' | 'trash' | 'projects' | 'views' | 'settings')[];
  /** The number of the project or view that was created. */
  created?: number;
}

/** What a mutation needs to be sent. */
export interface Sending {
  header: { 'Idempotency-Key': string };
  versions: Versions;
  /** The group that an earlier mutation of this tab has become. */
  groupOf: (idempotencyKey: string) => number | undefined;
}

/** One kind of action of a person: all that the page has to know of it. */
export interface Definition {
  /** What it does, in words: Deleted “Buy milk”. */
  label: string;
  /** What did not happen when it is refused: Not deleted. */
  refusal: string;
  send: (sending: Sending) => Promise<Result>;
  /** The task that it is about, as the person saw it, if it is about a single one. */
  task?: Task;
  /** The fields of that task that were to be saved. */
  patch?: TaskPatch;
  /** What was typed for tasks that are to be created. */
  typed?: string;
  /** It can't be undone. */
  isForGood?: boolean;
  /** Whether a refusal stays on the page until it is dealt with; otherwise a message passes by. */
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
 * One action of a person, whether the server knows of it yet or not. The key goes with every
 * attempt to send it, so that what arrived once is not done twice.
 */
export interface Mutation extends Definition {
  idempotencyKey: string;
}

/** Makes the function that makes mutations of one kind. */
export function defineMutation<Variables = void>(define: (variables: Variables) => Definition) {
  return (variables: Variables, idempotencyKey = newIdempotencyKey()): Mutation => ({
    ...define(variables),
    idempotencyKey,
  });
}
