import { api, unwrapWrite } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Task } from '../../api/types';
import { withoutTask } from '../lists/optimistic';
import { defineMutation } from '../outbox/mutation';

/** Deletes a task in the trash for good. */
export const purgeTask = defineMutation(({ task }: { task: Task }) => {
  const { id } = task;
  return {
    label: `Deleted “${task.title}” for good`,
    refusal: 'Not deleted',
    task,
    isForGood: true,
    async send({ header }) {
      const away = { gone: [id], purged: [id] };
      try {
        const params = { path: { id }, header };
        const { group } = await unwrapWrite(api.DELETE('/trash/{id}', { params }));
        return { group, ...away };
      } catch (error) {
        // It is already gone, which is just as good.
        if (hasStatus(error, 404)) return { group: undefined, ...away };
        throw error;
      }
    },
    optimistic: { trash: (trash) => withoutTask(trash, id) },
  };
});
