import { expect, test, vi } from 'vitest';
import { makeSelection } from './selection';

const ORDER = [10, 20, 30, 40, 50];

test('a task is selected, and no longer', () => {
  const selection = makeSelection();
  selection.toggle(20);
  selection.toggle(40);
  expect(selection.ids()).toEqual([20, 40]);
  selection.toggle(20);
  expect(selection.ids()).toEqual([40]);
  expect(selection.isSelected(20)).toBe(false);
});

test('a range goes from the task that was selected last, in either direction', () => {
  const selection = makeSelection();
  selection.toggle(30);
  selection.extendTo(50, ORDER);
  expect(selection.ids()).toEqual([30, 40, 50]);
  selection.extendTo(10, ORDER);
  expect(selection.ids()).toEqual([10, 20, 30]);
});

test('a range that shrinks lets go of what it no longer covers, and of nothing else', () => {
  const selection = makeSelection();
  selection.toggle(10);
  selection.toggle(30);
  selection.extendTo(50, ORDER);
  selection.extendTo(40, ORDER);
  expect(selection.ids()).toEqual([10, 30, 40]);
});

test('with nothing to begin at, a range is one task', () => {
  const selection = makeSelection();
  selection.extendTo(30, ORDER);
  expect(selection.ids()).toEqual([30]);
  selection.extendTo(40, ORDER);
  expect(selection.ids()).toEqual([30, 40]);
});

test('a task that is not shown ends no range', () => {
  const selection = makeSelection();
  selection.toggle(10);
  selection.extendTo(99, ORDER);
  expect(selection.ids()).toEqual([10]);
});

test('who listens hears of every change, and of nothing that changed nothing', () => {
  const selection = makeSelection();
  const listener = vi.fn();
  const stop = selection.subscribe(listener);
  selection.clear();
  expect(listener).not.toHaveBeenCalled();
  selection.set(ORDER);
  selection.clear();
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  selection.toggle(10);
  expect(listener).toHaveBeenCalledTimes(2);
});
