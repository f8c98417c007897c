import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Changes, makeChanges } from './makeChanges';
import type { ToastControls } from './undo/undoing';

const ChangesContext = createContext<Changes | undefined>(undefined);

/** The way from an action of a person to the server, and back again. */
export function useChanges(): Changes {
  const changes = useContext(ChangesContext);
  if (!changes) throw new Error('useChanges needs a ChangesProvider above it.');
  return changes;
}

interface Props {
  /** The number of the user whose data is changed; another user needs another provider. */
  owner: number;
  toasts: ToastControls;
  children: ReactNode;
}

/** Holds what was done in this tab, so that it can be undone. */
export function ChangesProvider({ owner, toasts, children }: Props) {
  const client = useQueryClient();
  const [changes] = useState(() => makeChanges(client, toasts, owner));
  return <ChangesContext value={changes}>{children}</ChangesContext>;
}
