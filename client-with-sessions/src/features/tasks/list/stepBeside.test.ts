import { expect, test } from 'vitest';
import { makeTask } from '../../../test/taskServer';
import { stepBeside } from './stepBeside';

const parts = [[1, 2], [], [3]].map((ids) => ({ tasks: ids.map((id) => makeTask(id)) }));

test.each([
  ['down within a part', [1], 1, { beside: 2, side: 'below' }],
  ['up within a part', [2], -1, { beside: 1, side: 'above' }],
  ['down into a part without tasks', [2], 1, { into: parts[1] }],
  ['up into a part without tasks', [3], -1, { into: parts[1] }],
  ['down from the end', [3], 1, undefined],
  ['up from the beginning', [1], -1, undefined],
  ['several go beside what follows the last of them', [1, 2], 1, { into: parts[1] }],
  ['nowhere from elsewhere', [9], 1, undefined],
] as const)('%s', (_, ids, by, step) => {
  expect(stepBeside(parts, ids, by)).toEqual(step);
});

test('a part is entered at the end that is near', () => {
  const [first, , last] = parts;
  const two = [first, last].flatMap((part) => part ?? []);
  expect(stepBeside(two, [2], 1)).toEqual({ beside: 3, side: 'above' });
  expect(stepBeside(two, [3], -1)).toEqual({ beside: 2, side: 'below' });
});
