import { useSyncExternalStore } from 'react';
import { api, unwrap } from '../../api/client';
import { readStored, writeStored } from '../../browser/storage';

const KEY = 'tracker.log-out';
const local = () => window.localStorage;
const listeners = new Set<() => void>();

/** Remembers, beyond a reload, that the server has yet to be told of a log-out. */
export function rememberPendingLogOut(): void {
  write('pending');
}

/** Forgets it: a new session has taken the place of the old one. */
export function cancelPendingLogOut(): void {
  write(null);
}

/** Tells the server of a log-out that it did not hear of. */
export async function finishPendingLogOut(): Promise<void> {
  if (!isPending()) return;
  await unwrap(api.DELETE('/logout'));
  write(null);
}

/** Whether the server has yet to be told. */
export function usePendingLogOut(): boolean {
  return useSyncExternalStore(subscribe, isPending);
}

function isPending(): boolean {
  return readStored(local, KEY) !== null;
}

function write(value: string | null): void {
  writeStored(local, KEY, value);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
