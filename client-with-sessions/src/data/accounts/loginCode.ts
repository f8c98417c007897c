import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { welcome } from './accounts';

/** Completes a login that waits for its code. */
export function useLogInWithCode() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { code: string }) => unwrap(api.POST('/login/code', { body })),
    onSuccess: (user) => welcome(client, user),
  });
}
