import { expect, test } from 'vitest';
import type { Task } from '../../api/types';
import { asMarkdown } from './asMarkdown';

const task = (id: number, title: string, rest: Partial<Task> = {}) =>
  ({ id, title, description: null, completed_at: null, parent_id: null, ...rest }) as Task;

test('tasks are boxes, ticked once done, with their description and parts beneath', () => {
  const parts = [
    task(2, 'Pack', { parent_id: 1, completed_at: '2026-01-01T00:00:00Z' }),
    task(3, 'Books', { parent_id: 2 }),
  ];
  const all = [task(1, 'Move', { description: 'Ask Jo.\n\nBy train.' }), task(4, 'Rest')];
  const text = asMarkdown(all, (id) => parts.filter((part) => part.parent_id === id));
  expect(text).toBe(
    [
      '- [ ] Move',
      '  Ask Jo.',
      '',
      '  By train.',
      '  - [x] Pack',
      '    - [ ] Books',
      '- [ ] Rest',
    ].join('\n'),
  );
});
