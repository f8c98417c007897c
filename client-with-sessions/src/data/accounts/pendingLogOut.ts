import { useSyncExternalStore } from 'react';
import { api, unwrap } from '../../api/client';
import { readStored, writeStored } from '../../browser/storage';

const KEY = 'tracker.log-out';
const local = () => window.localStorage;
const listeners = new Set<() => void>();

/** Remembers, even after a reload, to tell the server about a log-out. */
export function rememberPendingLogOut(): void {
  write('pending');
}

/** Forgets it, because a new session has replaced the old one. */
export function cancelPendingLogOut(): void {
  write(null);
}

/** Tells the server about a log-out that did not reach it. */
export async function finishPendingLogOut(): Promise<void> {
  if (!isPending()) return;
  await unwrap(api.DELETE('/logout'));
  write(null);
}

/** Whether the server still has to be told. */
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
