import { expect, test, vi } from 'vitest';
import { makeConflicts } from './conflicts';

const KEY = 'tracker.7.conflicts';

test('what was not saved is kept field by field, over a reload, until it is chosen', () => {
  const before = makeConflicts(7);
  before.hold(3, { title: 'Mine', due: null });
  before.hold(3, { title: 'Mine again' });
  before.hold(4, { tags: ['a'] });
  const conflicts = makeConflicts(7);
  expect(conflicts.of(3)).toEqual({ title: 'Mine again', due: null });
  expect(makeConflicts(8).hasAny()).toBe(false);
  conflicts.settle(3, ['title']);
  expect(conflicts.of(3)).toEqual({ due: null });
  conflicts.settle(3, ['due', 'title']);
  expect(conflicts.of(3)).toBeUndefined();
  conflicts.settle(4, ['tags']);
  expect(conflicts.hasAny()).toBe(false);
  expect(window.sessionStorage.getItem(KEY)).toBeNull();
});

test('what shows a task hears of it', () => {
  const conflicts = makeConflicts(7);
  const [one, other, any] = [vi.fn(), vi.fn(), vi.fn()];
  const leave = conflicts.watch(3, one);
  conflicts.watch(4, other);
  conflicts.watchAny(any);
  expect(conflicts.isWatched(3)).toBe(true);
  conflicts.hold(3, { title: 'Mine' });
  conflicts.settle(5, ['title']);
  expect([one, other, any].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  leave();
  expect(conflicts.isWatched(3)).toBe(false);
  conflicts.settle(3, ['title']);
  expect(one).toHaveBeenCalledTimes(1);
});

test.each(['{"3":{}}', '[[3]]', '[["3",{}]]', '[[3,{"colour":"red"}]]', 'nonsense'])(
  'what is stored as %s is nothing',
  (stored) => {
    window.sessionStorage.setItem(KEY, stored);
    expect(makeConflicts(7).hasAny()).toBe(false);
  },
);
