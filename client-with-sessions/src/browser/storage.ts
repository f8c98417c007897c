/** Reads a stored value; there is none if storage is blocked. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Stores a value, or removes it if null. Does nothing if storage is blocked or full. */
export function writeStored(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // The page works without it.
  }
}

/** Removes everything that was stored. */
export function clearStored(storage: () => Storage): void {
  try {
    storage().clear();
  } catch {
    // If storage is blocked, there is nothing to remove.
  }
}
