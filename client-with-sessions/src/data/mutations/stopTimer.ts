import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

/** Stops the timer, now or at an earlier time. */
export const stopTimer = defineMutation(({ name, at }: { name?: string; at?: string }) => ({
  label: `Stopped the timer${name === undefined ? '' : ` for “${name}”`}`,
  refusal: 'Not stopped',
  async send({ header }) {
    const body = at === undefined ? {} : { at };
    const { group } = await unwrapWrite(api.POST('/timer/stop', { params: { header }, body }));
    return { group, refetch: ['time'] };
  },
  optimistic: {
    timer: (timer) => ({ ...timer, running: null, away_since: null, last: timer.running }),
  },
}));
