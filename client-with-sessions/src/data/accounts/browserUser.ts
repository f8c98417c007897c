import { readStored, writeStored } from '../../browser/storage';

const KEY = 'tracker.user';
const local = () => window.localStorage;

/** Tells every tab which user this browser is logged in as. */
export function noteBrowserUser(id: number | null): void {
  writeStored(local, KEY, id === null ? null : String(id));
}

/** Whether someone seems to be logged in. Only the server knows. */
export function expectsUser(): boolean {
  return readStored(local, KEY) !== null;
}

/**
 * Calls back when another tab logs out or in as someone else. Tabs share the cookie, so this tab
 * would show one user's data and send requests as another.
 */
export function onOtherBrowserUser(listener: () => void): () => void {
  const check = (event: StorageEvent) => {
    if (event.key === KEY) listener();
  };
  window.addEventListener('storage', check);
  return () => window.removeEventListener('storage', check);
}
