import { api, unwrapWrite } from '../../api/client';
import type { Pause } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export const deletePause = defineMutation(({ pause }: { pause: Pause }) => ({
  label: `Deleted the pause “${pause.reason}”`,
  refusal: 'Not deleted',
  async send({ header }) {
    const params = { path: { id: pause.id }, header };
    const { group } = await unwrapWrite(api.DELETE('/pauses/{id}', { params }));
    return { group, refetch: ['habits'] };
  },
}));
