import { useSyncExternalStore } from 'react';
import { isReachable, subscribeToConnection } from './connection';

/** Whether the server answers. */
export function useReachable(): boolean {
  return useSyncExternalStore(subscribeToConnection, isReachable);
}
