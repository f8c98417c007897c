import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { sessionKeys } from './sessions';

export const secondFactorKeys = { all: ['second-factor'] as const };

/** What turns the second factor off, or replaces a part of it. */
export interface Proof {
  password: string;
  code: string;
}

/** Whether logging in takes a second factor. */
export function useSecondFactor() {
  return useQuery({
    queryKey: secondFactorKeys.all,
    queryFn: ({ signal }) => unwrap(api.GET('/second_factor', { signal })),
  });
}

/** Makes a secret for an app. It takes a proof if the second factor is turned on already. */
export function useProposeSecondFactor() {
  return useMutation({
    mutationFn: (proof: Proof | undefined) =>
      unwrap(api.POST('/second_factor', { body: proof ?? {} })),
  });
}

/** Turns the second factor on with the first code of the app, which ends every other session. */
export function useTurnOnSecondFactor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { code: string }) => unwrap(api.POST('/second_factor/turn_on', { body })),
    onSuccess: refresh,
  });
}

export function useRenewRecoveryCodes() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Proof) => unwrap(api.POST('/second_factor/recovery_codes', { body })),
    onSuccess: refresh,
  });
}

export function useTurnOffSecondFactor() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Proof) => unwrap(api.POST('/second_factor/turn_off', { body })),
    onSuccess: refresh,
  });
}

function useRefresh(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [secondFactorKeys.all, sessionKeys.all].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}
