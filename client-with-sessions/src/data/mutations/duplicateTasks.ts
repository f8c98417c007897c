import { api, unwrapWrite } from '../../api/client';
import { dateInWords } from '../../format/dates';
import { tasksInWords } from '../../words/tasks';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  ids: readonly number[];
  /** The title, if it is one task alone. */
  title?: string | undefined;
  /** The day on which the copies end, with all their subtasks open again; without it, they keep their dates. */
  day?: string;
}

/** With this many tasks or more, the lists are refetched rather than changed task by task. */
const MOST_PLACED = 50;

/** Copies tasks with their subtasks. */
export const duplicateTasks = defineMutation(({ ids, title, day }: Variables) => ({
  label:
    day === undefined
      ? `Duplicated ${tasksInWords(ids.length, title)}`
      : `Made ${tasksInWords(ids.length, title)} again for ${dateInWords(day)}`,
  refusal: day === undefined ? 'Not duplicated' : 'Not made again',
  async send({ header }) {
    const body = { ids: [...ids], ...(day !== undefined && { last_day: day, reopen: true }) };
    const answer = await unwrapWrite(api.POST('/tasks/duplicate', { params: { header }, body }));
    const tasks = answer.body.tasks.length > MOST_PLACED ? [] : answer.body.tasks;
    // The subtasks are known only to the server.
    return { group: answer.group, tasks, refetch: ['lists', 'projects'] };
  },
}));
