import { createContext, type ReactNode, useContext } from 'react';

/** The task that is open beside the list, and functions to open others. */
export interface OpenTask {
  id: number | undefined;
  open: (id: number) => void;
  /** Opens a task from the details of another, so Back returns there. */
  goTo: (id: number) => void;
  close: () => void;
}

const OpenTaskContext = createContext<OpenTask>({
  id: undefined,
  open: () => {},
  goTo: () => {},
  close: () => {},
});

export function useOpenTask(): OpenTask {
  return useContext(OpenTaskContext);
}

/** The app keeps the open task in the address. */
export function OpenTaskProvider({ value, children }: { value: OpenTask; children: ReactNode }) {
  return <OpenTaskContext value={value}>{children}</OpenTaskContext>;
}
