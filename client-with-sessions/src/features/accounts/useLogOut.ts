import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { isSessionEnded } from '../../api/errors';
import { clearStored } from '../../ui/storage';
import { noteBrowserUser } from './browserUser';
import { currentUserQuery } from './currentUser';
import { rememberPendingLogOut } from './pendingLogOut';

/** Logs out on this page whatever happens; a server that did not hear of it is told later. */
export function useLogOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/logout')),
    onError: (error) => {
      if (!isSessionEnded(error)) rememberPendingLogOut();
    },
    onSettled: () => {
      client.clear();
      clearStored(() => window.sessionStorage);
      noteBrowserUser(null);
      client.setQueryData(currentUserQuery.queryKey, null);
    },
  });
}
