import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { identityKeys } from './identities';
import { sessionKeys } from './sessions';

/** Changes the password, which ends every other session. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { current_password?: string; new_password: string }) =>
      unwrap(api.POST('/password', { body })),
    onSettled: () =>
      Promise.all(
        [sessionKeys.all, identityKeys.all].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
