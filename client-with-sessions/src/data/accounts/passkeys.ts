import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { ApiError } from '../../api/errors';
import type { User } from '../../api/types';
import { canOffer, makePasskey, signWithPasskey } from '../../browser/passkeys';
import { welcome } from './accounts';

export const passkeyKeys = { all: ['passkeys'] as const };

/** An offer is renewed before its challenge is too old to be signed. */
const OFFER_MS = 5 * 60_000;

export function usePasskeys() {
  return useQuery({
    queryKey: passkeyKeys.all,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/passkeys', { signal }))).passkeys,
  });
}

/** Has a device make a passkey, and adds it under this name. */
export function useAddPasskey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (name: string) => {
      const options = await unwrap(api.POST('/passkeys/begin'));
      const made = await makePasskey(options).catch(sayWhy);
      return unwrap(api.POST('/passkeys', { body: { ...made, name } }));
    },
    onSuccess: refresh,
  });
}

export function useRenamePasskey(id: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { name: string }) =>
      unwrap(api.PATCH('/passkeys/{id}', { params: { path: { id } }, body })),
    onSuccess: refresh,
  });
}

export function useRemovePasskey() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
  });
}

/** Logs in with a passkey that the user chooses. */
export function useLogInWithPasskey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const options = await unwrap(api.POST('/login/passkey/begin'));
      const used = await signWithPasskey(options).catch(sayWhy);
      return unwrap(api.POST('/login/passkey', { body: used }));
    },
    onSuccess: (user) => welcome(client, user),
  });
}

/** Confirms who is in this session with one of the account's passkeys. */
export function useConfirmWithPasskey() {
  return useMutation({
    mutationFn: async () => {
      const options = await unwrap(api.POST('/session/confirm/passkey'));
      const passkey = await signWithPasskey(options).catch(sayWhy);
      return unwrap(api.POST('/session/confirm', { body: { passkey } }));
    },
  });
}

/** Offers passkeys where a username is typed, until one is chosen or it is called off. */
export async function offerPasskeys(
  offered: AbortSignal,
  onLogIn: (user: User) => void,
): Promise<void> {
  if (!(await canOffer())) return;
  while (!offered.aborted) {
    const renewal = AbortSignal.any([offered, AbortSignal.timeout(OFFER_MS)]);
    try {
      const options = await unwrap(api.POST('/login/passkey/begin'));
      const used = await signWithPasskey(options, renewal);
      onLogIn(await unwrap(api.POST('/login/passkey', { body: used })));
      return;
    } catch {
      // Nobody asked for anything, so only an offer that grew old is made again.
      if (!renewal.aborted) return;
    }
  }
}

function useRefresh(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: passkeyKeys.all });
}

/** Why a browser made or used nothing, in words. */
function sayWhy(error: unknown): never {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'InvalidStateError') {
    throw new ApiError(0, 'This device has a passkey for your account already.');
  }
  if (name === 'NotAllowedError' || name === 'AbortError') {
    throw new ApiError(0, 'No passkey was used. Try again.');
  }
  throw new ApiError(0, 'This browser can’t use a passkey here. Try another one.');
}
