import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { isSessionEnded } from '../../api/errors';
import type { User } from '../../api/types';
import { noteBrowserUser } from './browserUser';
import { cancelPendingLogOut, finishPendingLogOut } from './pendingLogOut';

export const currentUserKeys = { all: ['current-user'] as const };

/** The user last logged in in this tab, who owns the unsaved mutations. */
let lastUserId: number | undefined;

/** The logged-in user, or null. */
export const currentUserQuery = queryOptions({
  queryKey: currentUserKeys.all,
  queryFn: fetchCurrentUser,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

async function fetchCurrentUser(): Promise<User | null> {
  await finishPendingLogOut();
  try {
    const user = await unwrap(api.GET('/check_session'));
    lastUserId = user.id;
    noteBrowserUser(user.id);
    return user;
  } catch (error) {
    if (isSessionEnded(error)) return null;
    throw error;
  }
}

/** Shows the login; unsaved mutations wait for the same user to come back. */
export function forgetCurrentUser(client: QueryClient): void {
  client.setQueryData(currentUserQuery.queryKey, null);
}

export function useLogIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      unwrap(api.POST('/login', { body })),
    onSuccess: (user) => welcome(client, user),
  });
}

/** Creates an account and logs in. */
export function useSignUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string; invite?: string }) =>
      unwrap(api.POST('/signup', { body: { ...body, password_confirmation: body.password } })),
    onSuccess: (user) => welcome(client, user),
  });
}

/** Shows the page to whoever has just logged in. */
export function welcome(client: QueryClient, user: User): void {
  cancelPendingLogOut();
  if (lastUserId !== user.id) client.clear();
  lastUserId = user.id;
  noteBrowserUser(user.id);
  client.setQueryData(currentUserQuery.queryKey, user);
}
