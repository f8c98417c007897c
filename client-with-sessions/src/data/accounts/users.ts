import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Account } from '../../api/types';

export const userKeys = { all: ['users'] as const };

/** The accounts on this server, for an admin, and whether some are missing. */
export function useUsers() {
  return useQuery({
    queryKey: userKeys.all,
    queryFn: async ({ signal }) => await unwrap(api.GET('/users', { signal })),
  });
}

/** Creates an account for someone else. */
export function useAddUser() {
  return useUserMutation((body: { username: string; password: string; admin: boolean }) =>
    unwrap(api.POST('/users', { body })),
  );
}

/** Disables or enables an account, or changes whether it is an admin. */
export function useUpdateUser(id: number) {
  return useUserMutation((body: Partial<Pick<Account, 'admin' | 'disabled'>>) =>
    unwrap(api.PATCH('/users/{id}', { params: { path: { id } }, body })),
  );
}

/** Permanently deletes an account with everything in it. */
export function useRemoveUser(id: number) {
  return useUserMutation((_: undefined) =>
    unwrap(api.DELETE('/users/{id}', { params: { path: { id } } })),
  );
}

function useUserMutation<Variables, Answer>(mutationFn: (variables: Variables) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: userKeys.all }),
  });
}
