import { expect, test } from 'vitest';
import type { Settings } from '../api/types';
import { dateChoices } from './dateChoices';

const SETTINGS: Settings = {
  version: 0,
  zone: 'UTC',
  week_start: 'monday',
  day_start: '00:00',
  hours: {},
  hours_start: '09:00',
  clock: '24h',
  date_order: null,
  language: 'en',
  theme: 'system',
  arrangements: {},
  focus: {
    style: 'pomodoro',
    minutes: 25,
    pause: 5,
    long_pause: 15,
    every: 4,
    sound: false,
    notify: false,
  },
};

function offered(day: string, settings = SETTINGS): [string, string | null][] {
  const choices = dateChoices(settings, new Date(`${day}T12:00:00Z`), 'No date');
  return choices.map(({ label, value }) => [label, value]);
}

test('on a Friday, Saturday is offered once, as tomorrow', () => {
  expect(offered('2026-11-27')).toEqual([
    ['Today', '2026-11-27'],
    ['Tomorrow', '2026-11-28'],
    ['In two days', '2026-11-29'],
    ['Next week', '2026-11-30'],
    ['In two weeks', '2026-12-11'],
    ['No date', null],
  ]);
});

test.each(['monday', 'saturday', 'sunday'] as const)(
  'no day is offered twice in a week that starts on %s',
  (week_start) => {
    for (let day = 20; day < 27; day++) {
      const days = offered(`2026-11-${day}`, { ...SETTINGS, week_start }).map(([, value]) => value);
      expect(new Set(days).size).toBe(days.length);
    }
  },
);
