import { readStored, writeStored } from '../../browser/storage';

const KEY = 'tracker.user';
const local = () => window.localStorage;

/** Notes for every tab who is logged in in this browser. */
export function noteBrowserUser(id: number | null): void {
  writeStored(local, KEY, id === null ? null : String(id));
}

/** Whether somebody seems to be logged in; only the server knows. */
export function expectsUser(): boolean {
  return readStored(local, KEY) !== null;
}

/**
 * Calls back when another tab has logged in as someone else, or out: the cookie is shared, so what
 * this tab still shows is no longer what its requests are about.
 */
export function onOtherBrowserUser(listener: () => void): () => void {
  const check = (event: StorageEvent) => {
    if (event.key === KEY) listener();
  };
  window.addEventListener('storage', check);
  return () => window.removeEventListener('storage', check);
}
