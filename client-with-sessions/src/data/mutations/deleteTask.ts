import { api } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Task } from '../../api/types';
import { sendIfMatch } from '../outbox/ifMatch';
import { defineMutation } from '../outbox/mutation';

/** Moves a task into the trash. */
export const deleteTask = defineMutation(({ task }: { task: Task }) => {
  const { id } = task;
  return {
    label: `Deleted “${task.title}”`,
    refusal: 'Not deleted',
    task,
    async send(sending) {
      try {
        const { group } = await sendIfMatch(task, sending, {
          request: (header) => api.DELETE('/tasks/{id}', { params: { path: { id }, header } }),
        });
        return { group, gone: [id] };
      } catch (error) {
        // The task is already gone, perhaps deleted elsewhere, which is just as good.
        if (hasStatus(error, 404)) return { group: undefined, gone: [id] };
        throw error;
      }
    },
    staysWhenRefused: (error) => !hasStatus(error, 404),
    optimistic: { tasks: () => [{ gone: { id } }] },
  };
});
