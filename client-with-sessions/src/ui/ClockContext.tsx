import { createContext } from 'react';
import type { Clock } from '../format/amounts';

/** How times are shown. Until the setting is known it is undefined, for the browser's clock. */
export const ClockContext = createContext<Clock | undefined>(undefined);
