import { expect, test } from 'vitest';
import type { CapturedTask } from '../../../api/types';
import { makeTask } from '../../../test/taskServer';
import { titlePatch } from './titlePatch';

const base = makeTask(3, { title: 'Call home', tags: ['b'], due: '2026-12-24' });

function understood(kinds: string[], fields: Partial<CapturedTask>): CapturedTask {
  return {
    line: 0,
    depth: 0,
    title: 'Call home',
    priority: 'none',
    due: null,
    start: null,
    estimate: null,
    project: null,
    tags: [],
    recurrence: null,
    occurrences: [],
    spans: kinds.map((kind) => ({ kind, label: kind, text: kind, start: 0, end: 1 })),
    hints: [],
    done: false,
    problem: null,
    ...fields,
  };
}

test('only what was understood is changed', () => {
  const task = understood(['priority', 'tag'], {
    title: 'Call them',
    priority: 'high',
    tags: ['a'],
  });
  expect(titlePatch(base, 'Call them !high #a', task)).toEqual({
    patch: { title: 'Call them', priority: 'high', tags: ['a', 'b'] },
  });
});

test('a rule brings its first date', () => {
  const recurrence = { rule: 'FREQ=DAILY', from: 'due', dtstart: '2026-12-01' } as const;
  const task = understood(['recurrence'], { due: '2026-12-01', recurrence });
  expect(titlePatch(base, 'Call home every day', task)).toEqual({
    patch: { due: '2026-12-01', recurrence: { rule: 'FREQ=DAILY', from: 'due' } },
  });
});

test('a project that does not exist yet is named', () => {
  const project = { id: null, name: 'House', archived: false };
  expect(titlePatch(base, 'Call home +House', understood(['project'], { project }))).toEqual({
    patch: {},
    newProject: 'House',
  });
});

test('words that are not understood are the title, without what kept them there', () => {
  const task = understood([], { title: 'Call home tomorrow' });
  expect(titlePatch(base, 'Call home \\tomorrow', task)).toEqual({
    patch: { title: 'Call home tomorrow' },
  });
  expect(titlePatch(base, ' Call home ', undefined)).toEqual({ patch: {} });
});
