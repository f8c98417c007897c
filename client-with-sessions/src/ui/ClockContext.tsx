import { createContext } from 'react';
import type { Clock } from '../format/amounts';

/** How times are shown; undefined, for that of the browser, until it is known. */
export const ClockContext = createContext<Clock | undefined>(undefined);
