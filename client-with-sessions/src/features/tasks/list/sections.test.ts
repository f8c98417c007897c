import { expect, test } from 'vitest';
import type { ListData } from '../../../data/lists/listData';
import { capture } from '../../../data/mutations/capture';
import { moveTasks } from '../../../data/mutations/moveTasks';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { makeTask } from '../../../test/taskServer';
import { overlay } from './overlay';
import { byAgendaDay, estimateOf, laterDays, loadOf } from './sections';
import { movedBy } from './TaskKeys';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';
const SOURCE = { kind: 'agenda', days: 2 } as const;

function agenda(
  tasks = [
    { ...makeTask(2, { planned: TODAY, estimate: 30 }), day: TODAY },
    { ...makeTask(1, { due: '2026-11-20' }), day: TODAY },
    { ...makeTask(4, { planned: '2026-11-22T09:00', due: TOMORROW }), day: TODAY },
    { ...makeTask(3, { due: TOMORROW }), day: TOMORROW },
  ],
): ListData {
  const days = [TODAY, TOMORROW].map((date) => ({ date, capacity: 480, coming: [] }));
  const agenda = { today: TODAY, days, truncated: false, isPartial: false };
  return { pages: [{ tasks, total: tasks.length, next: null, agenda }], pageParams: [null] };
}

const shown = (...pending: Parameters<typeof overlay>[1]) =>
  byAgendaDay(overlay(agenda(), pending, SOURCE, TODAY)).map(({ tasks }) =>
    tasks.map(({ id }) => id),
  );

test('what is left from earlier days is apart, the oldest first', () => {
  expect(shown()).toEqual([[2], [3]]);
  const [today, tomorrow] = byAgendaDay(overlay(agenda(), [], SOURCE, TODAY));
  expect(today?.left.map(({ id }) => id)).toEqual([1, 4]);
  expect(tomorrow?.left).toEqual([]);
  const planned = updateTasks({ ids: [1, 4], patch: { planned: TODAY } });
  expect(shown(planned)).toEqual([[1, 2, 4], [3]]);
});

test('a task that is moved is on its new day at once', () => {
  const task = makeTask(2, { planned: TODAY });
  const move = updateTasks({ task, patch: { planned: TOMORROW } });
  expect(shown(move)).toEqual([[], [2, 3]]);
  expect(shown(updateTasks({ ids: [2, 3], patch: { planned: TODAY } }))).toEqual([[2, 3], []]);
});

test('what is moved beyond the days is gone, and what is typed is there at once', () => {
  const task = makeTask(3, { due: TOMORROW });
  const away = updateTasks({ task, patch: { planned: '2026-12-24' } });
  expect(shown(away)).toEqual([[2], []]);
  const drafts = [{ title: 'New', planned: TOMORROW }];
  const days = byAgendaDay(
    overlay(agenda(), [capture({ text: 'New', context: {}, drafts })], SOURCE, TODAY),
  );
  expect(days.map((day) => day.drafts.map((draft) => draft.task.title))).toEqual([[], ['New']]);
});

test('the estimates of what is open are added up', () => {
  const done = makeTask(4, { estimate: 60, completed_at: '2026-11-23T08:00:00Z' });
  const tasks = [makeTask(1, { estimate: 45 }), makeTask(2), done];
  expect(estimateOf(tasks)).toEqual({ minutes: 45, unestimated: 1 });
});

test('a task and its parts take the greater of its own estimate and theirs', () => {
  const tasks = [
    makeTask(1, { estimate: 360 }),
    makeTask(2, { estimate: 120, parent_id: 1 }),
    makeTask(3),
    makeTask(4, { estimate: 30, parent_id: 3 }),
    makeTask(5, { parent_id: 3 }),
    makeTask(6, { estimate: 5, parent_id: 99 }),
    // A draft has no number yet.
    makeTask(0, { estimate: 1 }),
  ];
  expect(estimateOf(tasks)).toEqual({ minutes: 396, unestimated: 1 });
});

test('a coming day begins with what has a time, in its order', () => {
  const tasks = [
    makeTask(1, { due: TOMORROW, position: '1' }),
    makeTask(2, { due: `${TOMORROW}T10:00[Europe/Berlin]`, position: '2' }),
    makeTask(3, { due: `${TOMORROW}T09:00[Europe/Berlin]`, position: '3' }),
  ];
  const data = agenda(tasks.map((task) => ({ ...task, day: TOMORROW })));
  const view = overlay(data, [], SOURCE, TODAY);
  expect(byAgendaDay(view).map((day) => day.tasks.map(({ id }) => id))).toEqual([[], [3, 2, 1]]);
  const inAccount = (due: string) => due.replace('T10:00', 'T08:00');
  const days = byAgendaDay(view, inAccount).map((day) => day.tasks.map(({ id }) => id));
  expect(days).toEqual([[], [2, 3, 1]]);
});

test('a task is moved in the order of a day, and into that of another', () => {
  const tasks = [1, 2, 3].map((id) => ({ ...makeTask(id, { planned: TODAY }), day: TODAY }));
  const other = { ...makeTask(4, { due: '2026-11-20', planned: null }), day: TODAY };
  const data = agenda([...tasks, other]);
  const order = (...moves: Parameters<typeof moveTasks>[0][]) => {
    const view = overlay(
      data,
      moves.map((move) => moveTasks(move)),
      SOURCE,
      TODAY,
    );
    return byAgendaDay(view).map((day) => day.tasks.map(({ id }) => id));
  };
  expect(order()).toEqual([[1, 2, 3], []]);
  expect(order({ ids: [1], place: { after: 2 }, day: TODAY })).toEqual([[2, 1, 3], []]);
  expect(order({ ids: [3], place: { before: 1 }, day: TODAY })).toEqual([[3, 1, 2], []]);
  const late = { ids: [4], place: { before: 2 }, day: TODAY, planned: [other] };
  expect(order(late)).toEqual([[1, 4, 2, 3], []]);
  expect(order({ ids: [1], place: { after: 2 } })).toEqual([[2, 1, 3], []]);
  expect(
    order({ ids: [1], place: { after: 2 }, day: TODAY }, { ids: [1], place: { after: 3 } }),
  ).toEqual([[2, 1, 3], []]);
});

test('what comes back on a day counts for its hours', () => {
  const [, tomorrow] = byAgendaDay(overlay(agenda(), [], SOURCE, TODAY));
  if (!tomorrow) throw new Error('There is no tomorrow.');
  const again = (task_id: number, estimate: number | null, parent_id: number | null = null) => ({
    task_id,
    title: 'Revise',
    due: TOMORROW,
    estimate,
    project_id: null,
    parent_id,
  });
  const coming = [again(3, 60), again(7, 20), again(8, 90, 3), again(9, null)];
  expect(loadOf({ ...tomorrow, coming })).toEqual({ minutes: 110, unestimated: 1 });
  expect(loadOf(undefined)).toEqual({ minutes: 0, unestimated: 0 });
});

test('of a task with subtasks, only what they leave of its estimate counts', () => {
  const [today] = byAgendaDay(overlay(agenda(), [], SOURCE, TODAY));
  if (!today) throw new Error('There is no today.');
  const parts = [
    { task_id: 2, covered: 10, along: 5, unestimated: 2 },
    { task_id: 1, covered: 0, along: 0, unestimated: 3 },
  ];
  const only = { ...today, left: today.left.filter(({ id }) => id === 1), parts };
  expect(loadOf(only)).toEqual({ minutes: 25, unestimated: 3 });
});

test('what comes after the days is by day, and dues are by the account’s clock', () => {
  const data = agenda();
  const tasks = [
    makeTask(5, { due: '2026-12-24T01:00[Asia/Tokyo]' }),
    makeTask(6, { planned: '2026-11-25' }),
    makeTask(7, { due: '2026-12-23' }),
    makeTask(8, { due: '2026-11-25T09:00[UTC]' }),
  ];
  data.pages.push({ tasks, total: 4, next: null });
  const view = overlay(data, [], { ...SOURCE, later: true }, TODAY);
  const inAccount = (due: string) => due.replace('24T01:00[Asia/Tokyo]', '23T17:00').slice(0, 16);
  expect(
    laterDays(view, inAccount).map((day) => [day.date, day.tasks.map(({ id }) => id)]),
  ).toEqual([
    ['2026-11-25', [8, 6]],
    ['2026-12-23', [5, 7]],
  ]);
});

test('a key moves a task by days from where it is shown, never into the past', () => {
  const from = (change: object, by: number) => movedBy(makeTask(1, change), by, TODAY);
  expect(from({}, 1)).toBe(TOMORROW);
  expect(from({ due: '2026-11-20' }, 1)).toBe(TOMORROW);
  expect(from({ planned: TOMORROW }, 1)).toBe('2026-11-25');
  expect(from({ planned: TOMORROW }, -1)).toBe(TODAY);
  expect(from({ planned: TODAY }, -1)).toBe(TODAY);
});
