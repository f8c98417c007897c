import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { type Mutations, makeMutations } from './makeMutations';
import type { ToastControls } from './undo/undoing';

const MutationsContext = createContext<Mutations | undefined>(undefined);

/** Sends the user's actions to the server, and undoes them. */
export function useMutations(): Mutations {
  const mutations = useContext(MutationsContext);
  if (!mutations) throw new Error('useMutations needs a MutationsProvider above it.');
  return mutations;
}

interface Props {
  /** The number of the user whose data is changed. Each user needs a separate provider. */
  owner: number;
  toasts: ToastControls;
  /** Shows a task. */
  onOpen?: ((task: number) => void) | undefined;
  children: ReactNode;
}

/** Keeps the actions of this tab, so they can be undone. */
export function MutationsProvider({ owner, toasts, onOpen, children }: Props) {
  const client = useQueryClient();
  const [mutations] = useState(() => makeMutations(client, toasts, owner, onOpen));
  return <MutationsContext value={mutations}>{children}</MutationsContext>;
}
