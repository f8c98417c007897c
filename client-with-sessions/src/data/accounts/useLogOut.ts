import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { isSessionEnded } from '../../api/errors';
import { clearStored } from '../../browser/storage';
import { currentUserKeys, currentUserQuery } from './accounts';
import { noteBrowserUser } from './browserUser';
import { rememberPendingLogOut } from './pendingLogOut';

const isOfUser = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== currentUserKeys.all[0];

/**
 * Logs out on this page whatever happens; a server that did not hear of it is told later. `leave` leads
 * away from what the user's data is shown on, which would ask for it again.
 */
export function useLogOut(leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/logout')),
    onError: (error) => {
      if (!isSessionEnded(error)) rememberPendingLogOut();
    },
    onSettled: async () => {
      clearStored(() => window.sessionStorage);
      noteBrowserUser(null);
      client.setQueryData(currentUserQuery.queryKey, null);
      await leave();
      // What the login shows is of nobody.
      client.removeQueries({ type: 'inactive', predicate: isOfUser });
      client.getMutationCache().clear();
    },
  });
}
