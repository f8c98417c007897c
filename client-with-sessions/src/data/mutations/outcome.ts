import type { Task } from '../../api/types';

/** What became of a change. */
export interface Outcome {
  group: number | undefined;
  /** The tasks as they are now. */
  tasks: Task[];
  /** The numbers of those that are in the lists no longer. */
  gone: number[];
  /** More has changed than is told here. */
  andMore?: boolean;
  /** The number of the project or view that was made. */
  made?: number;
}
