import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { makeSelection, type Selection } from './selection';

const SelectionContext = createContext<Selection | undefined>(undefined);

/** The selection itself, for who asks it only now and then. */
export function useSelectionStore(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error('useSelection needs a SelectionProvider above it.');
  return selection;
}

/** Whether one task is selected: a row is shown anew only when that changes. */
export function useIsSelected(id: number): boolean {
  const selection = useSelectionStore();
  return useSyncExternalStore(selection.subscribe, () => selection.isSelected(id));
}

/** How many tasks are selected. */
export function useSelectedCount(): number {
  const selection = useSelectionStore();
  return useSyncExternalStore(selection.subscribe, () => selection.ids().length);
}

/** The selection as it is; whoever asks is shown anew with every change of it. */
export function useSelection() {
  const selection = useSelectionStore();
  const read = useCallback(() => selection.ids(), [selection]);
  const ids = useSyncExternalStore(selection.subscribe, read);
  return useMemo(() => ({ ...selection, ids }), [selection, ids]);
}

/** Holds which tasks are selected, for the list, the keys and the bar alike. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection] = useState(makeSelection);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}
