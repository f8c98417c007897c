import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { capture } from './capture';
import { createTask } from './createTask';
import { deleteTask } from './deleteTask';
import { deleteTasks } from './deleteTasks';
import { duplicateProject } from './duplicateProject';
import { duplicateTasks } from './duplicateTasks';
import { updateSettings } from './updateSettings';
import { updateTasks } from './updateTasks';

const DONE = '2026-11-22T10:00:00Z';
const task = makeTask(1, { title: 'Buy milk' });

test.each([
  ['Deleted “Buy milk”', deleteTask({ task })],
  ['Renamed “Buy milk” to “Milk”', updateTasks({ task, patch: { title: 'Milk' } })],
  ['Completed “Buy milk”', updateTasks({ task, patch: { completed_at: DONE } })],
  ['Added “Buy milk”', createTask({ title: 'Buy milk' })],
])('%s, as the activity says it', (label, mutation) => {
  expect(mutation.label).toBe(label);
});

test('one task is named, several are counted', () => {
  const patch = { status: 'done' } as const;
  expect(updateTasks({ ids: [1], patch, title: 'Milk' }).label).toBe('Completed “Milk”');
  expect(updateTasks({ ids: [1, 2], patch }).label).toBe('Completed 2 tasks');
  expect(deleteTasks({ ids: [1, 2] }).label).toBe('Deleted 2 tasks');
  const drafts = [{ title: 'Milk' }, { title: 'Bread' }];
  expect(capture({ text: '', context: {}, drafts }).label).toBe('Added 2 tasks');
});

test('what is copied says of what, and to what', () => {
  expect(duplicateTasks({ ids: [1], title: 'Milk' }).label).toBe('Duplicated “Milk”');
  expect(duplicateTasks({ ids: [1, 2] }).label).toBe('Duplicated 2 tasks');
  const house = { id: 1, name: 'House', template: false };
  expect(duplicateProject({ project: house }).label).toBe('Duplicated “House”');
  expect(duplicateProject({ project: house, template: true }).label).toBe(
    'Saved “House” as a template',
  );
  const template = { id: 1, name: 'House (template)', template: true };
  expect(duplicateProject({ project: template, name: 'Home' }).label).toBe(
    'Made “Home” from a template',
  );
});

test('settings are named one by one', () => {
  expect(updateSettings({ zone: 'UTC' }).label).toBe('Changed the time zone');
  expect(updateSettings({ zone: 'UTC', clock: '12h' }).label).toBe('Changed the settings');
});
