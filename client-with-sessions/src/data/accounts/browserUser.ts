import { readStored, writeStored } from '../../browser/storage';

const KEY = 'tracker.user';
const local = () => window.localStorage;

/** Tells every tab who is logged in in this browser. */
export function noteBrowserUser(id: number | null): void {
  writeStored(local, KEY, id === null ? null : String(id));
}

/** Whether somebody seems to be logged in; only the server knows. */
export function expectsUser(): boolean {
  return readStored(local, KEY) !== null;
}

/**
 * Calls back when another tab logs in as someone else, or out: tabs share the cookie, so this one
 * would show the data of one user and send requests as another.
 */
export function onOtherBrowserUser(listener: () => void): () => void {
  const check = (event: StorageEvent) => {
    if (event.key === KEY) listener();
  };
  window.addEventListener('storage', check);
  return () => window.removeEventListener('storage', check);
}
