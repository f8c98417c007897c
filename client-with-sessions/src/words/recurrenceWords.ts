import { dayOf } from '../format/accountTime';
import { dateLabel } from '../format/days';
import {
  type End,
  type MonthDay,
  type Repeat,
  type RuleDay,
  readRule,
  WEEKDAYS,
} from './recurrenceRule';

const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;

export const DAY_NAMES: Record<RuleDay, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** A rule in words: every 2 weeks on Monday and Friday. The server words those that can't be chosen here. */
export function ruleInWords(rule: string): string | undefined {
  const repeat = readRule(rule);
  return repeat && repeatInWords(repeat);
}

export function repeatInWords({ frequency, interval, weekdays, monthDay, end }: Repeat): string {
  if (frequency === 'WEEKLY' && interval === 1 && isWorkdays(weekdays)) {
    return `every weekday${endInWords(end)}`;
  }
  const unit = UNITS[frequency];
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  const days = WEEKDAYS.filter((day) => weekdays.includes(day)).map((day) => DAY_NAMES[day]);
  const on = frequency === 'WEEKLY' && days.length > 0 ? ` on ${listed(days)}` : '';
  const onDay = frequency === 'MONTHLY' && monthDay ? ` on ${monthDayInWords(monthDay)}` : '';
  return `${every}${on}${onDay}${endInWords(end)}`;
}

/** A day of the month in words: the 31st, the last day, the second Tuesday. */
export function monthDayInWords(monthDay: MonthDay): string {
  if ('day' in monthDay) {
    if (monthDay.day === -1) return 'the last day';
    if (monthDay.day < 0) return `the ${ordinal(-monthDay.day)} day from the end`;
    return `the ${ordinal(monthDay.day)}`;
  }
  const { nth, weekday } = monthDay;
  return `the ${nth === -1 ? 'last' : ordinal(nth)} ${DAY_NAMES[weekday]}`;
}

function endInWords(end: End): string {
  if (!end) return '';
  if ('count' in end) return end.count === 1 ? ', once' : `, ${end.count} times`;
  return ` until ${dateLabel(end.until, dayOf(new Date()))}`;
}

function isWorkdays(weekdays: RuleDay[]): boolean {
  return weekdays.length === 5 && !weekdays.includes('SA') && !weekdays.includes('SU');
}

function listed(words: string[]): string {
  return new Intl.ListFormat('en').format(words);
}

export function ordinal(number: number): string {
  const teens = number % 100 >= 11 && number % 100 <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
