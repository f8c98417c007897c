import { api } from '../../api/client';
import type { Task } from '../../api/types';
import { sendIfMatch } from '../outbox/ifMatch';
import { defineMutation } from '../outbox/mutation';

/** Restores an earlier version of a task. */
export const revertTask = defineMutation(({ task, version }: { task: Task; version: number }) => ({
  label: `Brought back an earlier version of “${task.title}”`,
  refusal: 'Not brought back',
  task,
  async send(sending) {
    const { group, body } = await sendIfMatch(task, sending, {
      request: (header) =>
        api.POST('/tasks/{id}/revert', {
          params: { path: { id: task.id }, header },
          body: { version },
        }),
    });
    return { group, tasks: [body] };
  },
}));
