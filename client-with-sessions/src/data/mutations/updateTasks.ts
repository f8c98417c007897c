import type { QueryClient } from '@tanstack/react-query';
import { api, unwrap, unwrapWrite } from '../../api/client';
import { hasStatus } from '../../api/errors';
import type { ChangeGroup, Relations, Settings, Task, TaskPatch } from '../../api/types';
import { taskUpdateInWords } from '../../words/activity';
import { patchInWords } from '../../words/fieldWords';
import { completionInWords } from '../../words/outcome';
import { pastDueInWords } from '../../words/pastDue';
import { tasksInWords } from '../../words/tasks';
import type { TasksPatch } from '../lists/patched';
import type { Place } from '../lists/placed';
import { positionsBeside } from '../lists/positions';
import { todayIn } from '../lists/today';
import { clashing, fieldsOf, without } from '../outbox/conflict';
import { sendIfMatch } from '../outbox/ifMatch';
import { type Definition, defineMutation, type Result, type Sending } from '../outbox/mutation';
import { settingsKeys } from '../queries/settings';
import { taskKeys } from '../queries/tasks';

/** The most changes of which the outcome of a completion is told. */
const MOST_TOLD = 100;

/** One task as the user saw it, or several by number. */
type Variables = One | Several;

interface One extends Wording {
  task: Task;
  patch: TaskPatch;
}

/** What a patch does not say about a line that was typed. */
export interface Wording {
  /** A project that the server creates for the task. */
  newProject?: string | undefined;
  /** The line as it was typed. */
  line?: string | undefined;
  /** Asks about the status, too, if it was changed elsewhere. */
  asksStatus?: boolean | undefined;
}

interface Several {
  ids: readonly number[];
  patch: TasksPatch;
  /** The title, if it is one task alone. */
  title?: string | undefined;
  /** That task as the user saw it. Without it, the change wins over what was done elsewhere. */
  seen?: Task | undefined;
  /** When they are due, as far as that is known, to say which are planned for a day after that. */
  dues?: readonly string[];
  /** What it does, in words, if the patch doesn't say it well: Moved “Buy milk” to the inbox. */
  label?: string;
  /** Where in the manual order they go, too. */
  place?: Place | undefined;
}

/** With this many tasks or more, the lists are refetched rather than changed task by task. */
const MOST_PLACED = 50;

/** Changes fields of one task, which may conflict with a change made elsewhere, or of several. */
export const updateTasks = defineMutation((variables: Variables) =>
  'task' in variables ? ofOne(variables) : ofSeveral(variables),
);

function ofOne({ task, patch, newProject, line, asksStatus }: One): Definition {
  return {
    label: taskUpdateInWords(task, patch) + pastDueOf(task, patch),
    refusal: 'Not saved',
    task,
    patch,
    ...(line !== undefined && { line }),
    movesSeries: task.recurrence !== null && completes(task, patch),
    send: (sending) => sendOne({ task, patch, newProject, asksStatus }, sending),
    outcome: async ({ group }, client) =>
      group !== undefined && completes(task, patch) && changesMore(task, client)
        ? await completionOf(task, group, client)
        : undefined,
    // Typed text stays on the page, even if the task is gone.
    staysWhenRefused: (error) =>
      !hasStatus(error, 404) || 'title' in patch || 'description' in patch,
    optimistic: { tasks: () => [{ task, patch }] },
  };
}

/** Whether completing a task also does something to others, as far as the page knows. */
function changesMore({ id, recurrence }: Task, client: QueryClient): boolean {
  if (recurrence !== null) return true;
  const known = client.getQueriesData<Relations[]>({ queryKey: taskKeys.allRelations() });
  const isParent = (one: Relations) => one.id === id && one.subtasks !== null;
  return known.some(([, relations]) => relations?.some(isParent));
}

async function completionOf(
  task: Task,
  group: number,
  client: QueryClient,
): Promise<string | undefined> {
  const params = { path: { group }, query: { per_page: MOST_TOLD } };
  const { changes, change_count } = (await unwrap(
    api.GET('/changes/{group}', { params }),
  )) as ChangeGroup;
  if (changes.length < change_count) return undefined;
  const settings = client.getQueryData<Settings>(settingsKeys.all);
  return completionInWords(task, changes, todayIn(settings, new Date()));
}

function completes(task: Task, { status, completed_at }: TaskPatch): boolean {
  if (task.completed_at !== null) return false;
  return status === 'done' || (status === undefined && completed_at != null);
}

/** A warning if the task is planned for a day after it is due. */
function pastDueOf(task: Task, { planned, due = task.due }: TaskPatch): string {
  return pastDueInWords(planned, due === null ? [] : [due], tasksInWords(1, task.title));
}

function ofSeveral(several: Several): Definition {
  const { ids, patch, title, seen, dues = [], label, place } = several;
  const what = tasksInWords(ids.length, title);
  const definition: Definition = {
    label: label ?? patchInWords(patch, what) + pastDueInWords(patch.planned, dues, what),
    refusal: 'Not saved',
    async send({ header }) {
      const body = { ids: [...ids], ...patch, ...place };
      const answer = await unwrapWrite(api.PATCH('/tasks', { params: { header }, body }));
      const { tasks } = answer.body;
      return {
        group: answer.group,
        tasks: tasks.length > MOST_PLACED ? [] : tasks,
        refetch: ['lists'],
      };
    },
    optimistic: {
      tasks(shown) {
        const positions = new Map(
          place && positionsBeside(shown, ids, place).map(([{ id }, position]) => [id, position]),
        );
        return ids.map((id) => {
          const position = positions.get(id);
          return { id, patch: position === undefined ? patch : { ...patch, position } };
        });
      },
    },
  };
  const { add_tags, remove_tags, ...fields } = patch;
  if (!seen || place || add_tags || remove_tags) return definition;
  return {
    ...definition,
    task: seen,
    patch: fields,
    send: async (sending) => ({
      ...(await sendOne({ task: seen, patch: fields }, sending)),
      refetch: ['lists'],
    }),
  };
}

/** Builds on changes made elsewhere; where they touch the same fields, only the others are saved. */
async function sendOne(
  { task, patch, newProject, asksStatus }: One,
  sending: Sending,
): Promise<Result> {
  const id = task.id;
  let held: TaskPatch = {};
  let saved = patch;
  const written = await sendIfMatch(task, sending, {
    request(header) {
      const params = { path: { id }, header: isHeld() ? forPart(header) : header };
      const body = newProject === undefined ? saved : { ...saved, project: newProject };
      return api.PATCH('/tasks/{id}', { params, body });
    },
    check(now) {
      held = clashing(task, patch, now, { asksStatus });
      saved = without(patch, held);
    },
  });
  return {
    group: written.group,
    tasks: [written.body],
    ...(newProject !== undefined && { refetch: ['projects'] }),
    ...(isHeld() && { held, label: taskUpdateInWords(task, saved) }),
  };

  function isHeld(): boolean {
    return fieldsOf(held).length > 0;
  }
}

/** Another request needs another key. It is the same each time, so that this request takes effect once, too. */
function forPart<H extends { 'Idempotency-Key': string }>(header: H): H {
  return { ...header, 'Idempotency-Key': `${header['Idempotency-Key']}.part` };
}
