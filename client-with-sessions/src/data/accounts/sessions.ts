import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import type { Session } from '../../api/types';

export const sessionKeys = { all: ['sessions'] as const };

/** The sessions of the user: every browser that is logged in. */
export function useSessions() {
  return useQuery({
    queryKey: sessionKeys.all,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/sessions', { signal }))).sessions,
    select: thisOneFirst,
  });
}

/** This browser's session, once it is known. */
export function useThisSession(): Session | undefined {
  return useSessions().data?.find(({ current }) => current);
}

function thisOneFirst(sessions: Session[]): Session[] {
  return sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
}

/** Confirms who is in this session, with the password or a code, for a sensitive act that asked for it. */
export function useConfirmSession() {
  return useMutation({
    mutationFn: (body: { password?: string; code?: string }) =>
      unwrap(api.POST('/session/confirm', { body })),
  });
}

/** Ends one session. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}

/** Ends every session but this one. */
export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/sessions')),
    onSettled: () => client.invalidateQueries({ queryKey: sessionKeys.all }),
  });
}
