import type { Project, Task } from '../../api/types';
import type { DraftFields } from './draftTask';
import type { OptimisticPatch } from './patched';

/** One task that a list shows with these fields, wherever it belongs now, or no longer shows. */
export type TaskResult =
  | { task: Task; patch?: OptimisticPatch }
  /** A task that has no number yet is named by the key of the mutation that creates it. */
  | { gone: { id?: number; idempotencyKey?: string } };

/** What the lists show of a mutation before the server has answered. */
export type OptimisticResult =
  | TaskResult
  /** Changes the task where it is shown already. */
  | { id: number; patch: OptimisticPatch }
  | { drafts: DraftFields[] };

/** What the trash shows. */
export interface TrashView {
  tasks: Task[];
  projects: Project[];
  total: number;
}

/** The trash without a task. */
export function withoutTask(trash: TrashView, id: number): TrashView {
  const tasks = trash.tasks.filter((task) => task.id !== id);
  return { ...trash, tasks, total: trash.total - (trash.tasks.length - tasks.length) };
}
