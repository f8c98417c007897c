import { api, unwrapWrite } from '../../api/client';
import type { Task } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Moves a recurring task to its next date. */
export const skipTask = defineMutation(({ task }: { task: Task }) => ({
  label: `Skipped “${task.title}”`,
  refusal: 'Not skipped',
  task,
  movesSeries: true,
  async send({ header }) {
    const params = { path: { id: task.id }, header };
    const { group, body } = await unwrapWrite(api.POST('/tasks/{id}/skip', { params }));
    return { group, tasks: [body] };
  },
}));
