import { createContext, type ReactNode } from 'react';

/** Renders what saves a query as a view, until it calls back. */
export type SaveQuery = (query: string, onClose: () => void) => ReactNode;

/** The app provides it: a list of tasks knows nothing of saved views. */
export const SaveQueryContext = createContext<SaveQuery | undefined>(undefined);
