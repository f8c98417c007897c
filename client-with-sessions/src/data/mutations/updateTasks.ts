import { api, unwrapWrite } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { Task, TaskPatch } from '../../api/types';
import { taskUpdateInWords } from '../../words/activity';
import { patchInWords } from '../../words/fieldWords';
import { tasksInWords } from '../../words/tasks';
import type { TasksPatch } from '../lists/patched';
import { ConflictError, clashes } from '../outbox/conflict';
import { sendIfMatch } from '../outbox/ifMatch';
import { type Definition, defineMutation, type Result, type Sending } from '../outbox/mutation';

/** One task as the user saw it, or several by number. */
type Variables = One | Several;

interface One {
  task: Task;
  patch: TaskPatch;
}

interface Several {
  ids: readonly number[];
  patch: TasksPatch;
  /** The title, if it is one task alone. */
  title?: string | undefined;
}

/** With this many tasks or more, the lists are refetched rather than changed task by task. */
const MOST_PLACED = 50;

/** Changes fields of one task, which may conflict with a change made elsewhere, or of several. */
export const updateTasks = defineMutation((variables: Variables) =>
  'task' in variables ? ofOne(variables) : ofSeveral(variables),
);

function ofOne({ task, patch }: One): Definition {
  return {
    label: taskUpdateInWords(task, patch),
    refusal: 'Not saved',
    task,
    patch,
    send: (sending) => sendOne(task, patch, sending),
    // Typed text stays on the page, even if the task is gone.
    staysWhenRefused: (error) =>
      !hasStatus(error, 404) || 'title' in patch || 'description' in patch,
    optimistic: { tasks: () => [{ task, patch }] },
  };
}

function ofSeveral({ ids, patch, title }: Several): Definition {
  return {
    label: patchInWords(patch, tasksInWords(ids.length, title)),
    refusal: 'Not saved',
    async send({ header }) {
      const body = { ids: [...ids], ...patch };
      const answer = await unwrapWrite(api.PATCH('/tasks', { params: { header }, body }));
      const { tasks } = answer.body;
      return {
        group: answer.group,
        tasks: tasks.length > MOST_PLACED ? [] : tasks,
        refetch: ['lists'],
      };
    },
    optimistic: { tasks: () => ids.map((id) => ({ id, patch })) },
  };
}

/** Builds on changes made elsewhere, unless they touch the same fields. */
async function sendOne(task: Task, patch: TaskPatch, sending: Sending): Promise<Result> {
  const { group, body } = await sendIfMatch(task, sending, {
    request: (header) =>
      api.PATCH('/tasks/{id}', { params: { path: { id: task.id }, header }, body: patch }),
    check(now) {
      const fields = clashes(task, patch, now);
      if (fields.length > 0) throw new ConflictError(now, fields);
    },
  });
  return { group, tasks: [body] };
}
