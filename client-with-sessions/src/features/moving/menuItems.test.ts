import { expect, test } from 'vitest';
import type { Command } from '../../commands/command';
import { menuItems } from './menuItems';

const command = (id: string, rest: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Tasks',
  run: () => true,
  ...rest,
});
const ONE = { isSeveral: false, isClosed: false };
const labels = (...args: Parameters<typeof menuItems>) =>
  menuItems(...args).map(({ label }) => label);

test('a menu has what the page can do, and no more', () => {
  expect(menuItems([], ONE)).toEqual([]);
  const available = [command('task.history'), command('task.toggle'), command('go/app/inbox')];
  expect(labels(available, ONE)).toEqual(['Complete', 'History']);
  expect(labels(available, { ...ONE, isClosed: true })).toEqual(['Reopen', 'History']);
});

test('a key that only says why a list has no order is no item', () => {
  expect(labels([command('task.moveUp', { keyOnly: true })], ONE)).toEqual([]);
  expect(labels([command('task.moveUp', { label: 'Move up' })], ONE)).toEqual(['Move up']);
});

test('several tasks have a menu of their own, without what is about one', () => {
  const available = [command('bulk.complete'), command('task.edit'), command('bulk.delete')];
  const items = menuItems(available, { isSeveral: true, isClosed: false });
  expect(items.map(({ label }) => label)).toEqual(['bulk.complete', 'bulk.delete']);
  expect(items.map(({ isApart }) => isApart)).toEqual([false, true]);
  expect(items.map(({ isDanger }) => isDanger)).toEqual([false, true]);
});
