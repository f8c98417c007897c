import { expect, test } from 'vitest';
import { todayIn } from './today';

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
