import type { CapturedSpan, CapturedTask } from '../../../api/types';
import { useSettings } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { longDate } from '../../../format/days';

const ORDERS = { day_first: 'day first', month_first: 'month first' } as const;

/** Which day a date such as 3/12 was taken for: 3/12: Thursday 3 December, day first. */
export function useDateInNumbers() {
  const today = useToday();
  const order = useSettings().settings?.date_order;

  return ({ text, kind }: CapturedSpan, { due, start }: CapturedTask): string | undefined => {
    const day = kind === 'start' ? start : due;
    if (!order || day === null || !/\d\/\d/.test(text)) return undefined;
    return `${text}: ${longDate(day.slice(0, 10), today)}, ${ORDERS[order]}`;
  };
}
