import { describe, expect, test } from 'vitest';
import type { Task } from '../../../api/types';
import { todayIn } from '../../../data/lists/today';
import { makeTask } from '../../../test/taskServer';
import { byColumn, columnOf, movePatch } from './columns';

const TODAY = '2026-11-23';
const DAYS = { today: TODAY, dayOf: (instant: string) => instant.slice(0, 10) };

describe('a task stands', () => {
  test.each<[string | undefined, Partial<Task>]>([
    ['unplanned', {}],
    ['unplanned', { due: '2026-11-20' }],
    ['today', { planned: '2026-11-23' }],
    ['today', { planned: '2026-11-20' }],
    ['planned', { planned: '2026-11-24' }],
    ['done', { status: 'done', completed_at: '2026-11-17T10:00:00Z' }],
    [undefined, { status: 'done', completed_at: '2026-11-16T10:00:00Z' }],
    [undefined, { status: 'dropped', completed_at: '2026-11-23T10:00:00Z' }],
  ])('in %s', (column, fields) => {
    expect(columnOf(makeTask(1, fields), DAYS)).toBe(column);
  });
});

test('what was done is counted by the days of the account', () => {
  const auckland = { zone: 'Pacific/Auckland', day_start: '04:00' };
  const days = { today: TODAY, dayOf: (at: string) => todayIn(auckland, new Date(at)) };
  const doneAt = (completed_at: string) => makeTask(1, { status: 'done', completed_at });
  // Four in the morning of the 17th there.
  expect(columnOf(doneAt('2026-11-16T15:00:00Z'), days)).toBe('done');
  expect(columnOf(doneAt('2026-11-16T14:59:00Z'), days)).toBeUndefined();
});

test('what is planned stands by its day', () => {
  const tasks = [
    makeTask(1, { planned: '2026-12-01' }),
    makeTask(2, { planned: '2026-11-25' }),
    makeTask(3),
  ];
  const columns = byColumn(tasks, DAYS);
  expect(columns.planned.map(({ id }) => id)).toEqual([2, 1]);
  expect(columns.unplanned.map(({ id }) => id)).toEqual([3]);
});

test('moving plans, completes, and opens again what was done', () => {
  const open = makeTask(1);
  const done = makeTask(2, { status: 'done', completed_at: '2026-11-23T10:00:00Z' });
  expect(movePatch([open], 'today', TODAY)).toEqual({ planned: TODAY });
  expect(movePatch([open], 'planned', TODAY)).toEqual({ planned: '2026-11-24' });
  expect(movePatch([open], 'done', TODAY)).toEqual({ status: 'done' });
  expect(movePatch([open, done], 'unplanned', TODAY)).toEqual({ status: 'open', planned: null });
});
