import { api, unwrapWrite } from '../../api/client';
import { defineMutation } from '../outbox/mutation';

interface Patch {
  note?: string | null;
  step?: number;
  finished?: boolean;
}

interface Variables {
  /** A day or a week. */
  period: string;
  patch: Patch;
}

/** Changes the review of a day or a week. */
export const updateReview = defineMutation(({ period, patch }: Variables) => ({
  label: labelOf(patch, period.includes('W') ? 'week' : 'day'),
  refusal: 'Not saved',
  // Where one is shows, and is no work to take back.
  ...(patch.step !== undefined && { isAutomatic: true }),
  async send({ header }) {
    const params = { path: { period }, header };
    const { group } = await unwrapWrite(api.PATCH('/reviews/{period}', { params, body: patch }));
    return { group, refetch: ['reviews'] };
  },
}));

function labelOf({ note, finished }: Patch, what: string): string {
  if (finished !== undefined) return finished ? `Closed the ${what}` : `Opened the ${what} again`;
  return note === null ? `Removed the note of the ${what}` : `Changed the note of the ${what}`;
}
