import { expect, test } from 'vitest';
import { plannedDay, plannedOn, plannedTime } from './planned';

test('a plan has a day and perhaps a time', () => {
  expect(plannedDay({ planned: '2026-12-24T14:30' })).toBe('2026-12-24');
  expect(plannedTime({ planned: '2026-12-24T14:30' })).toBe('14:30');
  expect(plannedDay({ planned: '2026-12-24' })).toBe('2026-12-24');
  expect(plannedTime({ planned: '2026-12-24' })).toBeUndefined();
  expect(plannedDay({ planned: null })).toBeUndefined();
});

test('another day keeps the time', () => {
  expect(plannedOn({ planned: '2026-12-24T14:30' }, '2026-12-26')).toBe('2026-12-26T14:30');
  expect(plannedOn({ planned: '2026-12-24' }, '2026-12-26')).toBe('2026-12-26');
  expect(plannedOn({ planned: null }, '2026-12-26')).toBe('2026-12-26');
});
