import { createContext, useContext } from 'react';
import type { ListedProject, Settings, Task } from '../../../api/types';

/** What the parts of a calendar share. */
export interface CalendarContext {
  today: string;
  /** The local time of the account. */
  now: string;
  clock: Settings['clock'];
  projects: ReadonlyMap<number, ListedProject>;
  /** A due as the account's clock tells it. */
  localOf: (due: string) => string;
  open: (id: number) => void;
  /** Sets how long a task takes, in minutes. */
  stretch: (task: Task, minutes: number) => void;
  /** Shows a day alone. */
  showDay: (day: string) => void;
}

const Context = createContext<CalendarContext | undefined>(undefined);

export const CalendarProvider = Context;

export function useCalendar(): CalendarContext {
  const context = useContext(Context);
  if (!context) throw new Error('There is no calendar around this.');
  return context;
}
