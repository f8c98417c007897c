import { api, unwrapWrite } from '../../api/client';
import type { TimeEntry, TimeEntryBody } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  entry: Pick<TimeEntry, 'id'>;
  body: TimeEntryBody;
  /** What it is for, in words. */
  name: string;
}

/** Changes a time entry. The last change wins; the log keeps the others. */
export const updateTimeEntry = defineMutation(({ entry, body, name }: Variables) => ({
  label: labelOf(body, name),
  refusal: 'Not saved',
  async send({ header }) {
    const params = { path: { id: entry.id }, header };
    const { group } = await unwrapWrite(api.PATCH('/time/{id}', { params, body }));
    return { group, refetch: ['time'] };
  },
  optimistic: {
    timer: (timer) => {
      if (timer.running?.id !== entry.id) return timer;
      return body.confirmed ? { ...timer, away_since: null } : timer;
    },
  },
}));

function labelOf({ ended_at, confirmed }: TimeEntryBody, name: string): string {
  if (ended_at === null) return `Let the timer for “${name}” run on`;
  if (confirmed) return `Kept the time of “${name}”`;
  return `Changed the time of “${name}”`;
}
