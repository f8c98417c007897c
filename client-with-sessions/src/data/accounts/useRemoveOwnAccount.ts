import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { forgetUser } from './useLogOut';

/** Removes the account with everything in it, and leaves as a log-out does. */
export function useRemoveOwnAccount(leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password?: string; code?: string }) =>
      unwrap(api.POST('/account/delete', { body })),
    onSuccess: () => forgetUser(client, leave),
  });
}
