import { onlineManager, QueryClient } from '@tanstack/react-query';
import { isReachable, subscribeToConnection, watchBrowser } from '../api/connection';
import { ApiError, UnreachableError } from '../api/errors';

const MOST_RETRIES = 2;

/** The cache of what the server said; it waits while the server can't be reached. */
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
      // A form says at once that it could not be sent; what must not be lost asks for more.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Lets queries and changes wait for the server itself, not for what the browser thinks of it. */
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
