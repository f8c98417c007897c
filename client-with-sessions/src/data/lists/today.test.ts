import { expect, test } from 'vitest';
import { instantOf, localTime, todayIn } from './today';

const at = (text: string) => new Date(text);

test('the day is that of the zone', () => {
  const zone = { zone: 'Asia/Tokyo', day_start: '00:00' };
  expect(todayIn(zone, at('2026-11-22T14:59:00Z'))).toBe('2026-11-22');
  expect(todayIn(zone, at('2026-11-22T15:00:00Z'))).toBe('2026-11-23');
});

test('it begins when the settings say', () => {
  const night = { zone: 'UTC', day_start: '04:00' };
  expect(todayIn(night, at('2026-12-01T03:59:00Z'))).toBe('2026-11-30');
  expect(todayIn(night, at('2026-12-01T04:00:00Z'))).toBe('2026-12-01');
});

test('without a zone it is that of UTC, as for the server', () => {
  expect(todayIn({ zone: null, day_start: '00:00' }, at('2026-11-22T23:30:00Z'))).toBe(
    '2026-11-22',
  );
});

test.each([
  ['2026-11-23T09:30', '2026-11-23T08:30:00.000Z'],
  // The clocks go forward and back in that night.
  ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
  ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
])('the clock shows %s at %s, and the other way round', (local, instant) => {
  const settings = { zone: 'Europe/Berlin', day_start: '04:00' };
  expect(instantOf(settings, local)).toBe(instant);
  expect(localTime(settings, at(instant))).toBe(local);
});
