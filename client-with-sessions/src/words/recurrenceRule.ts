/** The weekdays as RFC 5545 names them, from Monday on. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type RuleDay = (typeof WEEKDAYS)[number];

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A day of the month: the 31st, the last one (-1), or the second Tuesday. */
export type MonthDay = { day: number } | { nth: number; weekday: RuleDay };

export type End = { until: string } | { count: number } | undefined;

/** A rule, as parts that the user can choose. */
export interface Repeat {
  frequency: Frequency;
  interval: number;
  /** The days of the week; empty means that of the first date. */
  weekdays: RuleDay[];
  monthDay: MonthDay | undefined;
  end: End;
}

const KNOWN = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL', 'COUNT', 'WKST']);
const FREQUENCIES: ReadonlySet<string> = new Set<Frequency>([
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
]);

/** Reads a rule; undefined if it has parts that can't be chosen here. */
export function readRule(rule: string): Repeat | undefined {
  const parts = new Map(
    rule.split(';').map((part) => part.split('=', 2) as [string, string | undefined]),
  );
  const frequency = parts.get('FREQ');
  const isKnown = [...parts.keys()].every((name) => KNOWN.has(name));
  if (!isKnown || frequency === undefined || !FREQUENCIES.has(frequency)) return undefined;
  const repeat: Repeat = {
    frequency: frequency as Frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    weekdays: [],
    monthDay: undefined,
    end: readEnd(parts.get('UNTIL'), parts.get('COUNT')),
  };
  const byDay = parts.get('BYDAY');
  const byMonthDay = parts.get('BYMONTHDAY');
  if (frequency === 'MONTHLY') {
    const monthDay = readMonthDay(byDay, byMonthDay);
    return monthDay === null ? undefined : { ...repeat, monthDay };
  }
  if (byMonthDay !== undefined) return undefined;
  if (byDay === undefined) return repeat;
  const weekdays = byDay.split(',').filter(isWeekday);
  const isPlain = frequency === 'WEEKLY' && weekdays.length === byDay.split(',').length;
  return isPlain ? { ...repeat, weekdays } : undefined;
}

/** Writes the chosen parts as a rule. */
export function writeRule({ frequency, interval, weekdays, monthDay, end }: Repeat): string {
  const parts = [`FREQ=${frequency}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (frequency === 'WEEKLY' && weekdays.length > 0) {
    parts.push(`BYDAY=${WEEKDAYS.filter((day) => weekdays.includes(day)).join(',')}`);
  }
  if (frequency === 'MONTHLY' && monthDay) {
    const isDay = 'day' in monthDay;
    parts.push(isDay ? `BYMONTHDAY=${monthDay.day}` : `BYDAY=${monthDay.nth}${monthDay.weekday}`);
  }
  if (end && 'until' in end) parts.push(`UNTIL=${end.until.replaceAll('-', '')}`);
  if (end && 'count' in end) parts.push(`COUNT=${end.count}`);
  return parts.join(';');
}

function readEnd(until: string | undefined, count: string | undefined): End {
  if (count !== undefined) return { count: Number(count) };
  const day = /^(\d{4})(\d\d)(\d\d)/.exec(until ?? '');
  return day ? { until: `${day[1]}-${day[2]}-${day[3]}` } : undefined;
}

/** Null if the day can't be chosen here. */
function readMonthDay(
  byDay: string | undefined,
  byMonthDay: string | undefined,
): MonthDay | undefined | null {
  if (byDay === undefined && byMonthDay === undefined) return undefined;
  if (byDay === undefined)
    return /^-?\d+$/.test(byMonthDay ?? '') ? { day: Number(byMonthDay) } : null;
  const nth = /^(-?\d)(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay);
  if (!nth || byMonthDay !== undefined) return null;
  return { nth: Number(nth[1]), weekday: nth[2] as RuleDay };
}

function isWeekday(text: string): text is RuleDay {
  return (WEEKDAYS as readonly string[]).includes(text);
}
