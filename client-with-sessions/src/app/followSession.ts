import type { QueryClient } from '@tanstack/react-query';
import { subscribeToConnection } from '../api/connection';
import { onSessionEnd } from '../api/sessionEnd';
import { forgetCurrentUser } from '../data/accounts/accounts';
import { onOtherBrowserUser } from '../data/accounts/browserUser';
import { finishPendingLogOut } from '../data/accounts/pendingLogOut';
import { paths } from './pages/paths';
import type { AppRouter } from './router';

const OUTSIDE: ReadonlySet<string> = new Set([paths.logIn, paths.signUp]);

/** Opens the login when the session ends, and reloads when another tab has changed the user. */
export function followSession(queryClient: QueryClient, router: AppRouter): void {
  let isLeaving = false;
  onSessionEnd(() => {
    // The page is about to reload, which decides where it leads.
    if (isLeaving) return;
    forgetCurrentUser(queryClient);
    const { pathname, href } = router.latestLocation;
    if (OUTSIDE.has(pathname)) return;
    void router.navigate({ to: paths.logIn, search: { next: href } });
  });
  onOtherBrowserUser(() => {
    isLeaving = true;
    // Unsaved mutations must not be sent as another user.
    queryClient.clear();
    window.location.reload();
  });
  subscribeToConnection((reachable) => {
    // If it fails, it stays pending until the server answers again.
    if (reachable) finishPendingLogOut().catch(() => undefined);
  });
}
