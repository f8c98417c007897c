import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { welcome } from './accounts';
import { finishPendingLogOut } from './pendingLogOut';

export const identityKeys = { all: ['identities'] as const };

/** What the account is linked to, and whether it has a password. */
export function useIdentities() {
  return useQuery({
    queryKey: identityKeys.all,
    queryFn: ({ signal }) => unwrap(api.GET('/identities', { signal })),
  });
}

/** Leads to the issuer's page, to log in. */
export function useBeginOidcLogIn() {
  return useMutation({
    mutationFn: async (next: string) => {
      // Or the new session would end instead of the earlier one.
      await finishPendingLogOut();
      leave(await unwrap(api.POST('/login/oidc/begin', { body: { next } })));
    },
  });
}

/** Logs in as the user that a proxy names. */
export function useLogInByHeader() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/login/header')),
    onSuccess: (user) => welcome(client, user),
  });
}

/** Leads to the issuer's page, to link the account to whoever logs in there. */
export function useBeginOidcLink() {
  return useMutation({
    mutationFn: async () => leave(await unwrap(api.POST('/identities/begin'))),
  });
}

/** Leads to the issuer's page, to confirm who is in this session. */
export function useBeginOidcConfirmation() {
  return useMutation({
    mutationFn: async () => leave(await unwrap(api.POST('/session/confirm/oidc'))),
  });
}

export function useUnlinkIdentity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE('/identities/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: identityKeys.all }),
  });
}

function leave({ url }: { url: string }): void {
  window.location.assign(url);
}
