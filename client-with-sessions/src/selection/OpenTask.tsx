import { createContext, type ReactNode, useContext } from 'react';

/** Which task is open beside the list, and how another is. */
export interface OpenTask {
  id: number | undefined;
  open: (id: number) => void;
  /** Opens one from the details of another, to which Back then leads. */
  goTo: (id: number) => void;
  close: () => void;
}

const OpenTaskContext = createContext<OpenTask>({
  id: undefined,
  open: () => {},
  goTo: () => {},
  close: () => {},
});

/** The task whose details are shown. */
export function useOpenTask(): OpenTask {
  return useContext(OpenTaskContext);
}

/** Keeps it where the app says: in the address. */
export function OpenTaskProvider({ value, children }: { value: OpenTask; children: ReactNode }) {
  return <OpenTaskContext value={value}>{children}</OpenTaskContext>;
}
