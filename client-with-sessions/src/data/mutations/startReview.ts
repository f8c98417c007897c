import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

interface Variables {
  /** A day or a week. */
  period: string;
  /** What is planned now is the plan of a day that has begun before. */
  again?: boolean;
  /** The page does so by itself. */
  isAutomatic?: boolean;
}

/** Begins the work of today, or the review of a week. */
export const startReview = defineMutation(({ period, again = false, isAutomatic }: Variables) => ({
  label: again ? 'Began the day with this plan' : 'Began the day',
  refusal: 'Not begun',
  ...(isAutomatic && { isAutomatic }),
  async send({ header }) {
    const params = { path: { period }, header };
    const { group } = await unwrapWrite(
      api.POST('/reviews/{period}/start', { params, body: { again } }),
    );
    return { group, refetch: ['reviews'] };
  },
}));
