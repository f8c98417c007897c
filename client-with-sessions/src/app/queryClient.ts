import { onlineManager, QueryClient } from '@tanstack/react-query';
import { isReachable, subscribeToConnection, watchBrowser } from '../api/connection';
import { ApiError, UnreachableError } from '../api/errors';

const MOST_RETRIES = 2;

/** The cache of server data; it pauses while the server can't be reached. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          error instanceof UnreachableError ||
          (error instanceof ApiError && error.status >= 500 && failures < MOST_RETRIES),
        retryDelay: (failures, error) =>
          error instanceof UnreachableError ? 250 : 500 * 2 ** failures,
      },
      // A form reports a failure at once; the outbox overrides this.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Pauses queries and mutations by whether the server answers, not by what the browser reports. */
export function followConnection(): void {
  onlineManager.setEventListener((setOnline) => {
    setOnline(isReachable());
    const stopWatching = watchBrowser();
    const unsubscribe = subscribeToConnection(setOnline);
    return () => {
      unsubscribe();
      stopWatching();
    };
  });
}
