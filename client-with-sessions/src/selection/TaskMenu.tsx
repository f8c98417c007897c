import {
  createContext,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useContext,
  useState,
} from 'react';

/** A task whose menu is open, and what the menu stands beside: a button, a row, or the pointer. */
export interface ShownMenu {
  task: number;
  beside: DOMRect;
}

type Show = Dispatch<SetStateAction<ShownMenu | undefined>>;

const ShowContext = createContext<Show>(() => {});
const ShownContext = createContext<ShownMenu | undefined>(undefined);

/** Returns a function that opens the menu of a task; it stays the same. */
export function useShowTaskMenu(): Show {
  return useContext(ShowContext);
}

export function useShownTaskMenu(): ShownMenu | undefined {
  return useContext(ShownContext);
}

/** Keeps which task's menu is open: one for all rows. */
export function TaskMenuProvider({ children }: { children: ReactNode }) {
  const [shown, show] = useState<ShownMenu>();
  return (
    <ShowContext value={show}>
      <ShownContext value={shown}>{children}</ShownContext>
    </ShowContext>
  );
}
