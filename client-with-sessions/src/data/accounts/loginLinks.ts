import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { welcome } from './accounts';

/** Whom a link logs in, while it is unused. Asking does not use it up. */
export function useLoginLink(token: string, isUnused: boolean) {
  return useQuery({
    queryKey: ['login-link', token],
    queryFn: () => unwrap(api.POST('/login_links/check', { body: { token } })),
    enabled: isUnused,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Logs in with a link, which is used up. */
export function useLogInWithLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { token: string; code?: string }) =>
      unwrap(api.POST('/login_links/use', { body })),
    onSuccess: (user) => welcome(client, user),
  });
}
