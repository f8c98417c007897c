import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

/** Saves a search under a name. */
export const createView = defineMutation((view: { name: string; query: string }) => ({
  label: `Saved the view “${view.name}”`,
  refusal: 'Not added',
  async send({ header }) {
    const { name, query } = view;
    const body = { name, query };
    const answer = await unwrapWrite(api.POST('/views', { params: { header }, body }));
    return { group: answer.group, created: answer.body.id, refetch: ['views'] };
  },
}));
