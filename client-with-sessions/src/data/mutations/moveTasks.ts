import { api, unwrapWrite } from '../../api/client';
import { tasksInWords } from '../../words/tasks';
import type { Place } from '../lists/placed';
import { positionsBeside } from '../lists/positions';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  ids: readonly number[];
  place: Place;
  /** The section they move to as well; null is none. */
  section?: number | null | undefined;
  /** The title, if it is one task alone. */
  title?: string | undefined;
}

/** With this many tasks or more, the lists are refetched rather than changed task by task. */
const MOST_PLACED = 50;

/** Moves tasks beside another in the manual order. */
export const moveTasks = defineMutation(({ ids, place, section, title }: Variables) => ({
  label: `Moved ${tasksInWords(ids.length, title)}`,
  refusal: 'Not moved',
  async send({ header }) {
    const body = { ids: [...ids], ...place, ...(section !== undefined && { section_id: section }) };
    const answer = await unwrapWrite(api.POST('/tasks/move', { params: { header }, body }));
    const { group } = answer;
    const { tasks } = answer.body;
    return tasks.length > MOST_PLACED ? { group, refetch: ['lists'] } : { group, tasks };
  },
  optimistic: {
    tasks: (shown) =>
      positionsBeside(shown, ids, place).map(([task, position]) => ({
        task,
        patch: { position, ...(section !== undefined && { section_id: section }) },
      })),
  },
}));
