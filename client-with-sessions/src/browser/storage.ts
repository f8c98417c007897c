/** Reads a stored value; storage that is forbidden counts as empty. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it; where storage is forbidden or full, nothing is kept. */
export function writeStored(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // The page works without.
  }
}

/** Forgets everything that was kept. */
export function clearStored(storage: () => Storage): void {
  try {
    storage().clear();
  } catch {
    // Where storage is forbidden there is nothing to forget.
  }
}
