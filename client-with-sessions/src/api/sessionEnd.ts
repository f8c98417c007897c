type Listener = () => void;

const listeners = new Set<Listener>();

/** Calls back when the server no longer knows the session. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the page that its session has ended. */
export function announceSessionEnd(): void {
  for (const listener of listeners) listener();
}
