import { expect, test } from 'vitest';
import type { Habit } from '../../api/types';
import { stepOf } from './HabitGrid';
import { DAILY, fieldsOf, goalOf } from './values';

test('what was typed becomes the fields of a habit', () => {
  const typed = { name: ' Read ', target: '20', unit: ' pages ', begins: '2026-11-01', note: '' };
  expect(fieldsOf('count', DAILY, typed)).toEqual({
    name: 'Read',
    kind: 'count',
    direction: 'at_least',
    target: 20,
    unit: 'pages',
    schedule: DAILY,
    begins: '2026-11-01',
    note: null,
  });
  expect(fieldsOf('minutes most', DAILY, typed)).toMatchObject({
    kind: 'minutes',
    direction: 'at_most',
    unit: null,
  });
  expect(fieldsOf('check', DAILY, { name: 'Read' })).toMatchObject({ target: 1, unit: null });
});

test('a goal is one choice of kind and direction', () => {
  expect(goalOf({ kind: 'count', direction: 'at_most' } as Habit)).toBe('count most');
  expect(goalOf({ kind: 'check', direction: 'at_least' } as Habit)).toBe('check');
});

test('the arrows move to a day that is there', () => {
  const at = { row: 0, column: 0 };
  expect(stepOf('ArrowRight', at, 2, 7)).toEqual({ row: 0, column: 1 });
  expect(stepOf('ArrowDown', at, 2, 7)).toEqual({ row: 1, column: 0 });
  expect(stepOf('End', at, 2, 7)).toEqual({ row: 0, column: 6 });
  expect(stepOf('ArrowUp', at, 2, 7)).toBeUndefined();
  expect(stepOf('ArrowLeft', at, 2, 7)).toBeUndefined();
  expect(stepOf('x', at, 2, 7)).toBeUndefined();
});
