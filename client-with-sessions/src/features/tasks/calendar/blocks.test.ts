import { expect, test } from 'vitest';
import { makeTask } from '../../../test/taskServer';
import { endsPastDue, planOf, timeOf, toQuarter } from './blocks';

const DAY = '2026-11-27';
const local = (due: string) => due.slice(0, 16);
const at = (id: number, time: string, estimate: number | null = null) =>
  makeTask(id, { planned: `${DAY}T${time}`, estimate });

function shown(...tasks: ReturnType<typeof makeTask>[]) {
  return planOf(tasks, DAY, local).blocks.map(({ task, from, to, column, columns }) => [
    task.id,
    timeOf(from),
    timeOf(to),
    `${column + 1}/${columns}`,
  ]);
}

test('a task takes as long as its estimate says, or half an hour', () => {
  expect(shown(at(1, '09:00', 90), at(2, '11:00'), at(3, '12:00', 5))).toEqual([
    [1, '09:00', '10:30', '1/1'],
    [2, '11:00', '11:30', '1/1'],
    [3, '12:00', '12:15', '1/1'],
  ]);
});

test('what overlaps stands side by side, and what only touches does not', () => {
  expect(
    shown(at(1, '09:00', 60), at(2, '09:30', 60), at(3, '10:00', 60), at(4, '11:00', 60)),
  ).toEqual([
    [1, '09:00', '10:00', '1/2'],
    [2, '09:30', '10:30', '2/2'],
    [3, '10:00', '11:00', '1/2'],
    [4, '11:00', '12:00', '1/1'],
  ]);
});

test('each names those it overlaps and no others', () => {
  const { blocks } = planOf(
    [at(1, '09:00', 60), at(2, '09:30', 60), at(3, '10:00', 60)],
    DAY,
    local,
  );
  const titles = blocks.map(({ overlaps }) => overlaps.length);
  expect(titles).toEqual([1, 2, 1]);
});

test('nothing goes on after midnight', () => {
  expect(shown(at(1, '23:30', 120))).toEqual([[1, '23:30', '24:00', '1/1']]);
});

test('what is only due stands at its time, what is planned at that of its plan', () => {
  const due = makeTask(1, { due: `${DAY}T17:00[Europe/Berlin]` });
  const both = makeTask(2, { due: `${DAY}T17:00[Europe/Berlin]`, planned: `${DAY}T10:00` });
  const anytime = makeTask(3, { due: `${DAY}T17:00[Europe/Berlin]`, planned: DAY });
  const plan = planOf([due, both, anytime], DAY, local);
  expect(plan.blocks.map(({ task, isDue }) => [task.id, isDue])).toEqual([
    [2, false],
    [1, true],
  ]);
  expect(plan.anytime).toEqual([anytime]);
});

test('an overdue plan is shown without its old time', () => {
  const plan = planOf([makeTask(1, { planned: '2026-11-20T09:00' })], DAY, local);
  expect(plan).toMatchObject({ blocks: [], anytime: [{ id: 1 }] });
});

test.each([
  ['a later day', `${DAY}`, '2026-11-26', null, true],
  ['the same day', `${DAY}T23:00`, DAY, null, false],
  ['before its time', `${DAY}T09:00`, `${DAY}T10:00[Europe/Berlin]`, 60, false],
  ['too late to be done by then', `${DAY}T09:15`, `${DAY}T10:00[Europe/Berlin]`, 60, true],
  ['any time of its day', DAY, `${DAY}T10:00[Europe/Berlin]`, 60, false],
] as const)('planned for %s', (_, planned, due, estimate, expected) => {
  expect(endsPastDue(makeTask(1, { planned, due, estimate }), local)).toBe(expected);
});

test('times are quarters of an hour within the day', () => {
  expect([-20, 7, 8, 1439].map(toQuarter).map(timeOf)).toEqual([
    '00:00',
    '00:00',
    '00:15',
    '23:45',
  ]);
});
