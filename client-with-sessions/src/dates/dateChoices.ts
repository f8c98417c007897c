import type { Settings } from '../api/types';
import { todayIn } from '../data/lists/today';
import { dateInWords } from '../format/dates';
import { addDays, nextWeekday } from '../format/days';
import type { Option } from '../ui/OptionList';

/** A choice, and what it sets. */
export interface Choice extends Option {
  value: string | null;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The weekday with which a week begins for the account; 1 is Monday. */
export function weekStartOf(settings: Settings | undefined): number {
  return settings ? WEEKDAYS.indexOf(settings.week_start) + 1 : 1;
}

/** The most frequently chosen days, and none if that can be chosen. */
export function dateChoices(settings: Settings, now: Date, none?: string): Choice[] {
  const today = todayIn(settings, now);
  const week = nextWeekday(today, weekStartOf(settings));
  const days: [string, string][] = [
    ['Today', today],
    ['Tomorrow', addDays(today, 1)],
    ['In two days', addDays(today, 2)],
    ['Saturday', nextWeekday(today, 6)],
    ['Next week', week],
    ['In two weeks', addDays(today, 14)],
  ];
  const first = new Map(days.toReversed().map(([label, value]) => [value, label]));
  const once = days.filter(([label, value]) => first.get(value) === label);
  const dated = once.map(([label, value]) => ({
    id: label,
    label,
    value,
    hint: weekdayAndDay(value),
  }));
  return none === undefined ? dated : [...dated, { id: 'none', label: none, value: null }];
}

/** A date that was typed, as the server understood it. */
export function typedChoice(value: string): Choice {
  return {
    id: `typed ${value}`,
    label: capital(dateInWords(value)),
    value,
    hint: weekdayAndDay(value),
  };
}

const weekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

function weekdayAndDay(value: string): string {
  return weekday.format(new Date(`${value.slice(0, 10)}T00:00`));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
