import { expect, test } from 'vitest';
import type { HabitGrid, ListedHabit } from '../../api/types';
import { answered, markOf, nextAnswer } from './answered';

const habit = { id: 1, direction: 'at_least', target: 20, days: [] } as unknown as ListedHabit;

test('an answer is marked by the target', () => {
  const most = { ...habit, direction: 'at_most', target: 2 } as ListedHabit;
  expect(markOf(habit, { state: 'done', value: 20 })).toBe('done');
  expect(markOf(habit, { state: 'done', value: 8 })).toBe('partly');
  expect(markOf(habit, { state: 'done' })).toBe('done');
  expect(markOf(most, { state: 'done', value: 2 })).toBe('done');
  expect(markOf(most, { state: 'done', value: 3 })).toBe('partly');
  expect(markOf(habit, { state: 'skipped' })).toBe('skipped');
});

test('a day goes from done to skipped to what it was without an answer', () => {
  const day = { day: '2026-11-27', mark: 'missed' } as const;
  let grid = { habits: [{ ...habit, days: [day] }] } as unknown as HabitGrid;
  const shown = () => grid.habits[0]?.days[0] ?? day;
  for (const mark of ['done', 'skipped', 'missed']) {
    grid = answered(grid, 1, day.day, nextAnswer(shown()));
    expect(shown().mark).toBe(mark);
  }
  expect(shown()).toEqual(day);
});

test('a day that was answered as missed is cleared', () => {
  expect(nextAnswer({ day: '2026-11-27', mark: 'missed', state: 'missed' })).toBeUndefined();
});

test('other habits and other days stay', () => {
  const days = [{ day: '2026-11-26', mark: 'missed' }];
  const grid = {
    habits: [
      { ...habit, days },
      { ...habit, id: 2, days },
    ],
  } as unknown as HabitGrid;
  const after = answered(grid, 1, '2026-11-27', { state: 'done' });
  expect(after).toEqual(grid);
});
