import { api, unwrapWrite } from '../../api/client';
import type { TimeEntry } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Deletes a time entry. */
export const deleteTimeEntry = defineMutation(
  ({ entry, name }: { entry: Pick<TimeEntry, 'id'>; name: string }) => ({
    label: `Deleted the time of “${name}”`,
    refusal: 'Not deleted',
    async send({ header }) {
      const params = { path: { id: entry.id }, header };
      const { group } = await unwrapWrite(api.DELETE('/time/{id}', { params }));
      return { group, refetch: ['time'] };
    },
    optimistic: {
      timer: (timer) =>
        timer.running?.id === entry.id ? { ...timer, running: null, away_since: null } : timer,
    },
  }),
);
