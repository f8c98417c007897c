import {
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { isSessionEnded } from '../../api/errors';
import { clearStored } from '../../browser/storage';
import { currentUserKeys, currentUserQuery } from './accounts';
import { noteBrowserUser } from './browserUser';
import { rememberPendingLogOut } from './pendingLogOut';

const isOfUser = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== currentUserKeys.all[0];

/**
 * Logs out on this page. If the server can't be reached, it is told later. `leave` goes to a page
 * without the user's data; the present one would fetch it again.
 */
export function useLogOut(leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/logout')),
    onError: (error) => {
      if (!isSessionEnded(error)) rememberPendingLogOut();
    },
    onSettled: () => forgetUser(client, leave),
  });
}

/** Shows nothing of the user any more. */
export async function forgetUser(client: QueryClient, leave: () => Promise<void>): Promise<void> {
  clearStored(() => window.sessionStorage);
  noteBrowserUser(null);
  client.setQueryData(currentUserQuery.queryKey, null);
  await leave();
  // The login page is active by now and shows no user's data.
  client.removeQueries({ type: 'inactive', predicate: isOfUser });
  client.getMutationCache().clear();
}
