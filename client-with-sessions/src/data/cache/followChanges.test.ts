import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventListeners } from '../../api/events';
import { MUTATIONS } from '../outbox/pending';
import { habitKeys } from '../queries/habits';
import { projectKeys } from '../queries/projects';
import { reviewKeys } from '../queries/reviews';
import { sectionKeys } from '../queries/sections';
import { settingsKeys } from '../queries/settings';
import { tagKeys } from '../queries/tags';
import { taskKeys } from '../queries/tasks';
import { timeKeys } from '../queries/timeEntries';
import { viewKeys } from '../queries/views';
import { followChanges } from './followChanges';

let tell: EventListeners;
let stop: () => void;
let client: QueryClient;
let refresh: ReturnType<typeof vi.fn>;
const own = new Set<number>();

beforeEach(() => {
  vi.useFakeTimers();
  own.clear();
  client = new QueryClient();
  refresh = vi.fn(() => Promise.resolve());
  client.invalidateQueries = refresh as typeof client.invalidateQueries;
  const listen = (listeners: EventListeners) => {
    tell = listeners;
    return () => {};
  };
  stop = followChanges(client, (group) => own.has(group), listen);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

const change = (group: number, tasks = [1], change_count = tasks.length) =>
  tell.onChange({ group, tasks, change_count });
const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const refreshed = () => refresh.mock.calls.map(([{ queryKey }]) => queryKey);
const refreshes = () => refreshed().filter((key) => key.join() === taskKeys.lists().join()).length;

test('what is changed elsewhere is asked for at once', async () => {
  change(1, [42]);
  await passed(0);
  expect(refreshed()).toEqual([
    taskKeys.lists(),
    taskKeys.trash(),
    taskKeys.activity(),
    taskKeys.details(),
    taskKeys.single(42),
    taskKeys.history(42),
    projectKeys.all,
    sectionKeys.all,
    tagKeys.all,
    reviewKeys.all,
  ]);
});

test('views and settings are asked for when they were changed', async () => {
  tell.onChange({ group: 1, tasks: [], change_count: 1, kinds: ['view', 'settings'] });
  await passed(0);
  expect(refreshed()).toContainEqual(viewKeys.all);
  expect(refreshed()).toContainEqual(settingsKeys.all);
});

test('a storm of changes is one refresh in a hundred milliseconds', async () => {
  for (let group = 1; group <= 50; group++) change(group);
  await passed(0);
  for (let group = 51; group <= 99; group++) change(group);
  await passed(90);
  expect(refreshes()).toBe(1);
  await passed(20);
  expect(refreshes()).toBe(2);
  await passed(500);
  expect(refreshes()).toBe(2);
});

test('a refresh is not begun before the last has ended', async () => {
  let end = () => {};
  refresh.mockReturnValue(new Promise<void>((resolve) => (end = resolve)));
  change(1);
  await passed(0);
  change(2);
  await passed(1_000);
  expect(refreshes()).toBe(1);
  end();
  await passed(0);
  expect(refreshes()).toBe(2);
});

test('what was done in this tab is known already', async () => {
  own.add(1);
  change(1);
  await passed(1_000);
  expect(refreshes()).toBe(0);
});

test('an event that is faster than the answer waits for it', async () => {
  const mutation = client.getMutationCache().build(client, {
    mutationKey: MUTATIONS,
    mutationFn: () => new Promise((resolve) => setTimeout(resolve, 300)),
    onSuccess: () => void own.add(1),
  });
  void mutation.execute(undefined);
  change(1);
  await passed(2_000);
  expect(refreshes()).toBe(0);
});

test('but not for ever', async () => {
  const mutation = client.getMutationCache().build(client, {
    mutationKey: MUTATIONS,
    mutationFn: () => new Promise(() => undefined),
  });
  void mutation.execute(undefined);
  change(1);
  await passed(1_100);
  expect(refreshes()).toBe(1);
});

test('when too many tasks were changed to name them, all of them are asked for', async () => {
  change(1, [1, 2], 500);
  await passed(0);
  expect(refreshed()).toContainEqual(taskKeys.singles());
  expect(refreshed()).toContainEqual(taskKeys.histories());
});

test('when something was missed, everything is asked for', async () => {
  tell.onMissed();
  await passed(0);
  expect(refreshed()).toEqual([
    taskKeys.all,
    projectKeys.all,
    sectionKeys.all,
    tagKeys.all,
    reviewKeys.all,
    viewKeys.all,
    settingsKeys.all,
    timeKeys.all,
    habitKeys.all,
  ]);
});
