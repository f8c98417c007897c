import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { skipTask } from '../mutations/skipTask';
import { updateTasks } from '../mutations/updateTasks';
import { makeSeries } from './series';

const RECURRENCE = { rule: 'FREQ=WEEKLY', from: 'due', dtstart: '2026-11-20' } as const;
const task = makeTask(1, { version: 3, due: '2026-11-20', recurrence: RECURRENCE });
const skip = (version: number) => skipTask({ task: { ...task, version } });

function make() {
  let time = 0;
  const series = makeSeries(() => time);
  return { series, pass: (ms: number) => (time += ms) };
}

test('a second skip is ignored while the first one is pending', () => {
  const { series } = make();
  expect(series.isRepeated(skip(3))).toBe(false);
  series.begin(skip(3));
  expect(series.isRepeated(skip(3))).toBe(true);
});

test('the rest of a double click is ignored even if the answer came in between', () => {
  const { series, pass } = make();
  series.begin(skip(3));
  series.settle(skip(3), { group: 9, tasks: [{ ...task, version: 9 }] });
  pass(300);
  expect(series.isRepeated(skip(9))).toBe(true);
  pass(400);
  expect(series.isRepeated(skip(9))).toBe(true);
  pass(700);
  expect(series.isRepeated(skip(9))).toBe(false);
});

test('after an undo it can be done again, at once', () => {
  const { series } = make();
  series.begin(skip(3));
  series.settle(skip(3), { group: 9, tasks: [{ ...task, version: 9 }] });
  expect(series.isRepeated(skip(12))).toBe(false);
});

test('what was just skipped can be completed at once', () => {
  const { series } = make();
  series.begin(skip(3));
  series.settle(skip(3), { group: 9, tasks: [{ ...task, version: 9 }] });
  const skipped = { ...task, version: 9 };
  expect(series.isRepeated(updateTasks({ task: skipped, patch: { status: 'done' } }))).toBe(false);
});

test('what was reopened or undone meanwhile can be done again while the first is pending', () => {
  const { series } = make();
  series.begin(skip(3));
  series.begin(updateTasks({ task, patch: { status: 'open' } }));
  expect(series.isRepeated(skip(3))).toBe(false);
  series.begin(skip(3));
  series.clear();
  expect(series.isRepeated(skip(3))).toBe(false);
});

test('a refused one can be tried again', () => {
  const { series } = make();
  series.begin(skip(3));
  series.withdraw(skip(3));
  expect(series.isRepeated(skip(3))).toBe(false);
});

test('completing moves a series too; nothing else is held back', () => {
  const { series } = make();
  const complete = updateTasks({ task, patch: { status: 'done' } });
  series.begin(complete);
  expect(series.isRepeated(complete)).toBe(true);
  expect(series.isRepeated(updateTasks({ task, patch: { status: 'open' } }))).toBe(false);
  const plain = updateTasks({ task: { ...task, recurrence: null }, patch: { status: 'done' } });
  expect(series.isRepeated(plain)).toBe(false);
});
