import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { sessionKeys } from './sessions';

/** Logins, refused ones and changes to the account's security, the newest first. */
export function useSecurityEvents() {
  return useQuery({
    // Below the sessions: what changes those is noted here.
    queryKey: [...sessionKeys.all, 'events'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/security_events', { signal }))).events,
  });
}
