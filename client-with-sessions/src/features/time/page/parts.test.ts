import { expect, test } from 'vitest';
import type { TimeEntry, TimeSheet } from '../../../api/types';
import { itemsOf } from './parts';

function sheetOf(spans: [string | null, string | null][]): TimeSheet {
  const at = (time: string | null) => time && `2026-11-27T${time}:00Z`;
  const entries = spans.map(([from, to], index) => ({
    id: index + 1,
    task_id: null,
    started_at: at(from),
    ended_at: at(to),
  })) as TimeEntry[];
  const parts = entries.map(({ id, started_at, ended_at }) => ({
    entry_id: id,
    started_at,
    ended_at,
    seconds: 60,
  }));
  const days = [{ date: '2026-11-27', seconds: 60 * parts.length, parts }];
  return { today: '2026-11-27', days, entries, tasks: [], truncated: false };
}

const kinds = (sheet: TimeSheet) =>
  itemsOf(sheet, '2026-11-27').map((item) => ('gap' in item ? 'gap' : item.part.entry.id));

test('finds the gaps between entries', () => {
  const sheet = sheetOf([
    ['09:00', '10:00'],
    ['10:00', '11:00'],
    ['11:30', '12:00'],
    ['12:04', null],
  ]);
  expect(kinds(sheet)).toEqual([1, 2, 'gap', 3, 4]);
});

test('has no gap before an amount, which lies at no time', () => {
  const sheet = sheetOf([
    ['09:00', '10:00'],
    [null, null],
  ]);
  expect(kinds(sheet)).toEqual([1, 2]);
});
