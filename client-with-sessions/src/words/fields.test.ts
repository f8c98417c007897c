import { expect, test } from 'vitest';
import type { TaskFields } from '../api/types';
import { dateInWords } from '../format/dates';
import { groupInWords } from './activity';
import { becameOf, emptyFields, FIELD_NAMES } from './fields';
import { patchInWords } from './fieldWords';

const DAILY = { rule: 'FREQ=DAILY', from: 'due' } as const;
const WEEKLY = { rule: 'FREQ=WEEKLY', from: 'due' } as const;
const DAY = dateInWords('2031-05-03');
const AT = '2026-11-22T10:00:00Z';
const LATER = '2026-11-23T10:00:00Z';

/** A change, its description, and its wording in the task's history. */
const CHANGES: [TaskFields, TaskFields, string, string][] = [
  [
    { parent_id: null },
    { parent_id: 2 },
    'Made “X” part of another task',
    'made part of another task',
  ],
  [
    { parent_id: 2 },
    { parent_id: null },
    'Removed “X” from its parent task',
    'removed from its parent task',
  ],
  [{ project_id: null }, { project_id: 2 }, 'Moved “X” to a project', 'moved to a project'],
  [
    { project_id: 2 },
    { project_id: null },
    'Removed “X” from its project',
    'removed from its project',
  ],
  [
    { tags: ['home'] },
    { tags: ['shop'] },
    'Changed the tags of “X”',
    'tagged #shop, #home removed',
  ],
  [{ estimate: null }, { estimate: 90 }, 'Estimated “X” at 1 h 30', 'estimated at 1 h 30'],
  [{ estimate: 5 }, { estimate: null }, 'Removed the estimate of “X”', 'estimate removed'],
  [{ priority: 'none' }, { priority: 'high' }, 'Gave “X” high priority', 'high priority'],
  [{ priority: 'low' }, { priority: 'none' }, 'Removed the priority of “X”', 'no priority'],
  [{ recurrence: null }, { recurrence: DAILY }, 'Made “X” repeat', 'repeats'],
  [{ recurrence: DAILY }, { recurrence: WEEKLY }, 'Changed how “X” repeats', 'repeats differently'],
  [{ recurrence: DAILY }, { recurrence: null }, 'Stopped “X” repeating', 'no longer repeats'],
  [{ start: null }, { start: '2031-05-03' }, `Hid “X” until ${DAY}`, `hidden until ${DAY}`],
  [{ start: '2031-05-03' }, { start: null }, 'Showed “X” again', 'no longer hidden'],
  [{ planned: null }, { planned: '2031-05-03' }, `Planned “X” for ${DAY}`, `planned for ${DAY}`],
  [{ planned: '2031-05-03' }, { planned: null }, 'Unplanned “X”', 'no longer planned'],
  [{ due: null }, { due: '2031-05-03' }, `Made “X” due ${DAY}`, `due ${DAY}`],
  [{ due: '2031-05-03' }, { due: null }, 'Removed the due date of “X”', 'due date removed'],
  [
    { completed_at: AT },
    { completed_at: LATER },
    'Changed when “X” was done',
    'changed when it was done',
  ],
];

test.each(CHANGES)('%o → %o: %s', (before, after, sentence, words) => {
  const change = { id: 1, kind: 'task' as const, object_id: 1, title: 'X', before, after };
  const group = {
    ...{ id: 1, at: AT, action: 'update' as const, change_count: 1, changes: [change] },
    ...{ undoes: null, undone_by: null },
    actor: { kind: 'server' as const, session_id: null, name: null },
  };
  expect(groupInWords(group)).toBe(sentence);
  expect(FIELD_NAMES.flatMap((field) => becameOf(field, after, before)).join(', ')).toBe(words);
});

test('several tasks are spoken of as several', () => {
  const said = (patch: TaskFields) => patchInWords(patch, '3 tasks');
  expect(said({ project_id: null })).toBe('Removed 3 tasks from their project');
  expect(said({ completed_at: LATER })).toBe('Changed when 3 tasks were done');
  expect(said({ due: null, recurrence: null })).toBe(
    'Removed the due date of 3 tasks and stopped them repeating',
  );
});

test('an empty task has every field', () => {
  expect(Object.keys(emptyFields())).toEqual(FIELD_NAMES);
  expect(emptyFields()).toMatchObject({ title: '', status: 'open', priority: 'none', tags: [] });
});
