import { api, unwrapWrite } from '../../api/client';
import type { Pause } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  pause: Pause;
  patch: Pick<Pause, 'reason' | 'first_day' | 'last_day'>;
}

export const updatePause = defineMutation(({ pause, patch }: Variables) => ({
  label: `Changed the pause “${pause.reason}”`,
  refusal: 'Not saved',
  async send({ header }) {
    const params = { path: { id: pause.id }, header };
    const { group } = await unwrapWrite(api.PATCH('/pauses/{id}', { params, body: patch }));
    return { group, refetch: ['habits'] };
  },
}));
