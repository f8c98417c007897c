import { createContext } from 'react';
import type { Clock } from '../format/amounts';

/** How times are shown; undefined while that is not known: as the browser shows them. */
export const ClockContext = createContext<Clock | undefined>(undefined);
