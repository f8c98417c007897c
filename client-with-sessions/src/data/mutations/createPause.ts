import { api, unwrapWrite } from '../../api/client';
import type { Pause } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

type Variables = Pick<Pause, 'reason' | 'first_day' | 'last_day'>;

export const createPause = defineMutation((pause: Variables) => ({
  label: `Added the pause “${pause.reason}”`,
  refusal: 'Not added',
  async send({ header }) {
    const { group } = await unwrapWrite(api.POST('/pauses', { params: { header }, body: pause }));
    return { group, refetch: ['habits'] };
  },
}));
