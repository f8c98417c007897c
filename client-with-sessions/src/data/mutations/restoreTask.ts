import { api, unwrapWrite } from '../../api/client';
import type { Task } from '../../api/types';
import { withoutTask } from '../lists/optimistic';
import { defineMutation } from '../outbox/mutation';

/** Restores a task from the trash. */
export const restoreTask = defineMutation(({ task }: { task: Task }) => ({
  label: `Restored “${task.title}”`,
  refusal: 'Not restored',
  task,
  async send({ header }) {
    const params = { path: { id: task.id }, header };
    const { group, body } = await unwrapWrite(api.POST('/tasks/{id}/restore', { params }));
    return { group, tasks: [body] };
  },
  optimistic: {
    tasks: () => [{ task }],
    trash: (trash) => withoutTask(trash, task.id),
  },
}));
