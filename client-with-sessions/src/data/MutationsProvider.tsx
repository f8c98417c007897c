import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Mutations, makeMutations } from './makeMutations';
import type { ToastControls } from './undo/undoing';

const MutationsContext = createContext<Mutations | undefined>(undefined);

/** Sends what a person does to the server, and takes it back. */
export function useMutations(): Mutations {
  const mutations = useContext(MutationsContext);
  if (!mutations) throw new Error('useMutations needs a MutationsProvider above it.');
  return mutations;
}

interface Props {
  /** The number of the user whose data is changed; another user needs another provider. */
  owner: number;
  toasts: ToastControls;
  children: ReactNode;
}

/** Holds what was done in this tab, so that it can be undone. */
export function MutationsProvider({ owner, toasts, children }: Props) {
  const client = useQueryClient();
  const [mutations] = useState(() => makeMutations(client, toasts, owner));
  return <MutationsContext value={mutations}>{children}</MutationsContext>;
}
