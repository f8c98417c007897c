import { api } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { Task } from '../../api/types';
import { clashing, fieldsOf } from '../outbox/conflict';
import { fetchTask } from '../outbox/fetchTask';
import { sendIfMatch } from '../outbox/ifMatch';
import { defineMutation } from '../outbox/mutation';

const CHANGED = 'Its description was changed elsewhere meanwhile.';

interface Variables {
  task: Task;
  /** The lines of its description that become subtasks. */
  lines: string[];
  /** The description without them. */
  description: string | null;
}

/** Turns lines of a description into subtasks. */
export const makeSubtasks = defineMutation(({ task, lines, description }: Variables) => ({
  label: `Made ${lines.length === 1 ? 'a subtask' : `${lines.length} subtasks`} of “${task.title}”`,
  refusal: 'Not made',
  task,
  async send(sending) {
    const body = {
      text: lines.join('\n'),
      parent_id: task.id,
      parent_description: description ?? '',
    };
    const { group, body: made } = await sendIfMatch(task, sending, {
      request: (header) => api.POST('/capture', { params: { header }, body }),
      check(now) {
        const clashes = clashing(task, { description }, now);
        if (fieldsOf(clashes).length > 0) throw new ApiError(412, CHANGED);
      },
    });
    return { group, tasks: [...made.tasks, await fetchTask(task.id)], refetch: ['lists'] };
  },
  optimistic: { tasks: () => [{ id: task.id, patch: { description } }] },
}));
