import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

/** Whether an account can be made with an invite; an error says that it can't. */
export function useInvite(token: string) {
  return useQuery({
    queryKey: ['invite', token],
    queryFn: async () => {
      await unwrap(api.POST('/invites/check', { body: { token } }));
      return true;
    },
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Makes a link with which one account can be made. */
export function useCreateInvite() {
  return useMutation({ mutationFn: () => unwrap(api.POST('/invites')) });
}
