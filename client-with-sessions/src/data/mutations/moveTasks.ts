import { api, unwrapWrite } from '../../api/client';
import type { Task } from '../../api/types';
import { patchInWords } from '../../words/fieldWords';
import { pastDueInWords } from '../../words/pastDue';
import { tasksInWords } from '../../words/tasks';
import { placeInDay } from '../lists/dayOrder';
import type { Place } from '../lists/placed';
import { plannedOn } from '../lists/planned';
import { positionsBeside } from '../lists/positions';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  ids: readonly number[];
  place: Place;
  /** The section they move to as well; null is none. */
  section?: number | null | undefined;
  /** The title, if it is one task alone. */
  title?: string | undefined;
  /** The day whose order they go into, rather than the manual order. */
  day?: string | undefined;
  /** Those that are planned for that day by this. */
  planned?: readonly Task[];
}

/** With this many tasks or more, the lists are refetched rather than changed task by task. */
const MOST_PLACED = 50;

/** Moves tasks beside another in the manual order, to a section as well, or in the order of a day. */
export const moveTasks = defineMutation((variables: Variables) => {
  const { ids, place, section, title, day, planned = [] } = variables;
  return {
    label: labelOf(tasksInWords(ids.length, title), day, planned),
    refusal: 'Not moved',
    async send({ header }) {
      const body = {
        ids: [...ids],
        ...place,
        ...(section !== undefined && { section_id: section }),
        ...(day !== undefined && { day }),
      };
      const answer = await unwrapWrite(api.POST('/tasks/move', { params: { header }, body }));
      const { group } = answer;
      const { tasks, truncated } = answer.body;
      return truncated || tasks.length > MOST_PLACED
        ? { group, refetch: ['lists'] }
        : { group, tasks };
    },
    optimistic: {
      tasks(shown) {
        if (day === undefined) {
          return positionsBeside(shown, ids, place).map(([task, position]) => ({
            task,
            patch: { position, ...(section !== undefined && { section_id: section }) },
          }));
        }
        const isPlanned = new Set(planned.map(({ id }) => id));
        return positionsBeside(shown, ids, place, placeInDay).map(([task, day_position]) => ({
          task,
          patch: {
            day_position,
            ...(isPlanned.has(task.id) && { planned: plannedOn(task, day) }),
          },
        }));
      },
    },
  };
});

function labelOf(what: string, day: string | undefined, planned: readonly Task[]): string {
  if (day === undefined || planned.length === 0) return `Moved ${what}`;
  const dues = planned.flatMap(({ due }) => due ?? []);
  return patchInWords({ planned: day }, what) + pastDueInWords(day, dues, what);
}
