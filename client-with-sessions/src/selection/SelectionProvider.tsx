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

/** The selection itself, without rerendering when it changes. */
export function useSelectionStore(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error('useSelection needs a SelectionProvider above it.');
  return selection;
}

/** Whether one task is selected; rerenders only when that changes. */
export function useIsSelected(id: number): boolean {
  const selection = useSelectionStore();
  return useSyncExternalStore(selection.subscribe, () => selection.isSelected(id));
}

export function useSelectedCount(): number {
  const selection = useSelectionStore();
  return useSyncExternalStore(selection.subscribe, () => selection.ids().length);
}

/** The selected ids; rerenders with every change. */
export function useSelection() {
  const selection = useSelectionStore();
  const read = useCallback(() => selection.ids(), [selection]);
  const ids = useSyncExternalStore(selection.subscribe, read);
  return useMemo(() => ({ ...selection, ids }), [selection, ids]);
}

/** Stores which tasks are selected. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection] = useState(makeSelection);
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}
