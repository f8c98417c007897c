/** Reads a stored value; where storage is forbidden there is none. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/** Stores a value, or removes it if it is null; nothing happens where storage is forbidden or full. */
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
    // Where storage is forbidden there is nothing to remove.
  }
}
