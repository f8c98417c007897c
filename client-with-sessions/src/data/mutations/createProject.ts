import { api, unwrapWrite } from '../../api/client';
import type { Colour } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  name: string;
  colour?: Colour;
}

export const createProject = defineMutation(({ name, colour }: Variables) => ({
  label: `Added the project “${name}”`,
  refusal: 'Not added',
  async send({ header }) {
    const body = { name, ...(colour && { colour }) };
    const answer = await unwrapWrite(api.POST('/projects', { params: { header }, body }));
    return { group: answer.group, created: answer.body.id, refetch: ['projects'] };
  },
}));
