import { expect, test } from 'vitest';
import type { ListData } from '../../../data/lists/listData';
import { capture } from '../../../data/mutations/capture';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { makeTask } from '../../../test/taskServer';
import { overlay } from './overlay';
import { byAgendaDay, estimateOf } from './sections';
import { movedBy } from './TaskKeys';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';
const SOURCE = { kind: 'agenda', days: 2 } as const;

function agenda(
  tasks = [
    { ...makeTask(2, { planned: TODAY, estimate: 30 }), day: TODAY },
    { ...makeTask(1, { due: '2026-11-20' }), day: TODAY },
    { ...makeTask(3, { due: TOMORROW }), day: TOMORROW },
  ],
): ListData {
  const days = [TODAY, TOMORROW].map((date) => ({ date, capacity: 480 }));
  const agenda = { today: TODAY, days, truncated: false };
  return { pages: [{ tasks, total: tasks.length, next: null, agenda }], pageParams: [null] };
}

const shown = (...pending: Parameters<typeof overlay>[1]) =>
  byAgendaDay(overlay(agenda(), pending, SOURCE, TODAY)).map(({ tasks }) =>
    tasks.map(({ id }) => id),
  );

test('today is in the order of the server, the other days in that of the tasks', () => {
  expect(shown()).toEqual([[2, 1], [3]]);
});

test('a task that is moved is on its new day at once', () => {
  const task = makeTask(2, { planned: TODAY });
  const move = updateTasks({ task, patch: { planned: TOMORROW } });
  expect(shown(move)).toEqual([[1], [2, 3]]);
  expect(shown(updateTasks({ ids: [2, 3], patch: { planned: TODAY } }))).toEqual([[2, 1, 3], []]);
});

test('what is moved beyond the days is gone, and what is typed is there at once', () => {
  const task = makeTask(3, { due: TOMORROW });
  const away = updateTasks({ task, patch: { planned: '2026-12-24' } });
  expect(shown(away)).toEqual([[2, 1], []]);
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

test('a key moves a task by days from where it is shown, never into the past', () => {
  const from = (change: object, by: number) => movedBy(makeTask(1, change), by, TODAY);
  expect(from({}, 1)).toBe(TOMORROW);
  expect(from({ due: '2026-11-20' }, 1)).toBe(TOMORROW);
  expect(from({ planned: TOMORROW }, 1)).toBe('2026-11-25');
  expect(from({ planned: TOMORROW }, -1)).toBe(TODAY);
  expect(from({ planned: TODAY }, -1)).toBe(TODAY);
});
