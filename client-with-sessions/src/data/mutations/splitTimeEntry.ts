import { api, unwrapWrite } from '../../api/client';
import type { TimeEntry } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

/** Splits a time entry in two at a local time of its zone. */
export const splitTimeEntry = defineMutation(
  ({ entry, at, name }: { entry: Pick<TimeEntry, 'id'>; at: string; name: string }) => ({
    label: `Split the time of “${name}”`,
    refusal: 'Not split',
    async send({ header }) {
      const params = { path: { id: entry.id }, header };
      const answer = await unwrapWrite(api.POST('/time/{id}/split', { params, body: { at } }));
      return { group: answer.group, refetch: ['time'] };
    },
  }),
);
