import { api, unwrapWrite } from '../../api/client';
import type { TimeEntryBody } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  body: TimeEntryBody;
  /** What it is for, in words. */
  name: string;
}

/** Adds time that was not measured. */
export const createTimeEntry = defineMutation(({ body, name }: Variables) => ({
  label: `Added time for “${name}”`,
  refusal: 'Not added',
  async send({ header }) {
    const { group } = await unwrapWrite(api.POST('/time', { params: { header }, body }));
    return { group, refetch: ['time'] };
  },
}));
