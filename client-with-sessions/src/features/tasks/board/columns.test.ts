import { describe, expect, test } from 'vitest';
import type { Task } from '../../../api/types';
import { todayIn } from '../../../data/lists/today';
import { makeTask } from '../../../test/taskServer';
import { byColumn, type Columns, columnBeside, columnsBy, type Days, movePatch } from './columns';

const TODAY = '2026-11-23';
const DAYS: Days = {
  today: TODAY,
  dayOf: (instant: string) => instant.slice(0, 10),
  weekEnd: '2026-11-29',
};
const STATUS = columnsBy(undefined, DAYS);

const idsIn = (tasks: Task[], columns: Columns, column: string) =>
  byColumn(tasks, columns)
    .get(column)
    ?.map(({ id }) => id);

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
    expect(STATUS.idOf(makeTask(1, fields))).toBe(column);
  });
});

test('what was done is counted by the days of the account', () => {
  const auckland = { zone: 'Pacific/Auckland', day_start: '04:00' };
  const columns = columnsBy('status', {
    ...DAYS,
    dayOf: (at: string) => todayIn(auckland, new Date(at)),
  });
  const doneAt = (completed_at: string) => makeTask(1, { status: 'done', completed_at });
  // Four in the morning of the 17th there.
  expect(columns.idOf(doneAt('2026-11-16T15:00:00Z'))).toBe('done');
  expect(columns.idOf(doneAt('2026-11-16T14:59:00Z'))).toBeUndefined();
});

test('what is planned stands by its day', () => {
  const tasks = [
    makeTask(1, { planned: '2026-12-01' }),
    makeTask(2, { planned: '2026-11-25' }),
    makeTask(3),
  ];
  expect(idsIn(tasks, STATUS, 'planned')).toEqual([2, 1]);
  expect(idsIn(tasks, STATUS, 'unplanned')).toEqual([3]);
  // Unless another order was chosen.
  expect(byColumn(tasks, STATUS, true).get('planned')).toEqual(tasks.slice(0, 2));
});

test('moving plans, completes, and opens again what was done', () => {
  const open = makeTask(1);
  const done = makeTask(2, { status: 'done', completed_at: '2026-11-23T10:00:00Z' });
  expect(movePatch([open], STATUS, 'today')).toEqual({ planned: TODAY });
  expect(movePatch([open], STATUS, 'planned')).toEqual({ planned: '2026-11-24' });
  expect(movePatch([open], STATUS, 'done')).toEqual({ status: 'done' });
  expect(movePatch([open, done], STATUS, 'unplanned')).toEqual({ status: 'open', planned: null });
});

test('a single task keeps its time of day', () => {
  const timed = makeTask(1, { planned: '2026-11-25T14:30' });
  expect(movePatch([timed], STATUS, 'today')).toEqual({ planned: `${TODAY}T14:30` });
});

test('by priority, a column sets it', () => {
  const columns = columnsBy('priority', DAYS);
  expect(columns.list.map(({ title }) => title)).toEqual(['High', 'Medium', 'Low', 'No priority']);
  expect(columns.idOf(makeTask(1, { priority: 'low' }))).toBe('low');
  expect(movePatch([makeTask(1)], columns, 'high')).toEqual({ priority: 'high' });
  expect(columns.idOf(makeTask(1, { completed_at: '2026-11-23T10:00:00Z' }))).toBeUndefined();
  expect(columnBeside(columns, 'high', 1)).toBe('medium');
  expect(columnBeside(columns, 'high', -1)).toBeUndefined();
});

describe('by planned day', () => {
  const columns = columnsBy('planned', DAYS);

  test.each<[string, string | null]>([
    ['unplanned', null],
    ['earlier', '2026-11-20'],
    ['today', '2026-11-23T09:00'],
    ['tomorrow', '2026-11-24'],
    ['week', '2026-11-25'],
    ['week', '2026-11-29'],
    ['later', '2026-11-30'],
  ])('a task stands in %s', (column, planned) => {
    expect(columns.idOf(makeTask(1, { planned }))).toBe(column);
  });

  test('moving plans for the first day of the column', () => {
    const planned = (to: string) => movePatch([makeTask(1)], columns, to).planned;
    expect(['today', 'tomorrow', 'week', 'later', 'unplanned'].map(planned)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-30',
      null,
    ]);
    expect(movePatch([makeTask(1)], columns, 'earlier')).toEqual({});
  });

  test.each([['2026-11-24'], ['2026-11-23']])('a week that ends on %s has no rest', (weekEnd) => {
    const last = columnsBy('planned', { ...DAYS, weekEnd });
    expect(last.list.map(({ id }) => id)).not.toContain('week');
    expect(movePatch([makeTask(1)], last, 'later')).toEqual({ planned: '2026-11-25' });
    expect(last.idOf(makeTask(1, { planned: '2026-11-25' }))).toBe('later');
  });
});
