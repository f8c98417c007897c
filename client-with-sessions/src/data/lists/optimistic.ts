import type { Project, Task } from '../../api/types';
import type { DraftFields } from './draftTask';
import type { OptimisticPatch } from './patched';

/** A task to show with these fields wherever it now belongs, or to hide. */
export type TaskResult =
  | { task: Task; patch?: OptimisticPatch }
  /** A task without a number yet is known by the key of the mutation that creates it. */
  | { gone: { id?: number; idempotencyKey?: string } };

/** How lists show a mutation before the server has answered. */
export type OptimisticResult =
  | TaskResult
  /** Changes a task where it is already shown. */
  | { id: number; patch: OptimisticPatch }
  | { drafts: DraftFields[] };

/** What the trash shows. */
export interface TrashView {
  tasks: Task[];
  projects: Project[];
  /** Whether the projects deleted first are missing. */
  lacksProjects: boolean;
  total: number;
}

/** The trash without a task. */
export function withoutTask(trash: TrashView, id: number): TrashView {
  const tasks = trash.tasks.filter((task) => task.id !== id);
  return { ...trash, tasks, total: trash.total - (trash.tasks.length - tasks.length) };
}
