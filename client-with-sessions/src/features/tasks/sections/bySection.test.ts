import { expect, test } from 'vitest';
import type { ListedSection } from '../../../api/types';
import { makeTask } from '../../../test/taskServer';
import { bySection } from './bySection';

const section = (id: number) => ({ id, name: `Section ${id}` }) as ListedSection;

test('tasks are listed by section, those in none and in a deleted one first', () => {
  const tasks = [
    makeTask(1),
    makeTask(2, { section_id: 9 }),
    makeTask(3, { section_id: 7 }),
    makeTask(4, { section_id: 8 }),
  ];
  const draft = { idempotencyKey: 'k', task: makeTask(0, { section_id: 8 }) };
  const parts = bySection({ tasks, drafts: [draft] }, [section(8), section(7)]);
  expect(parts.map((part) => part.section?.id)).toEqual([undefined, 8, 7]);
  expect(parts.map((part) => part.tasks.map(({ id }) => id))).toEqual([[1, 2], [4], [3]]);
  expect(parts.map(({ drafts }) => drafts.length)).toEqual([0, 1, 0]);
});
