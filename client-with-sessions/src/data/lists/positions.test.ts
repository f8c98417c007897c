import { expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import type { Place } from './placed';
import { positionsBeside } from './positions';

const SHOWN = [
  makeTask(1, { position: '00000000000018' }),
  makeTask(2, { position: '00000000000028' }),
  makeTask(3, { position: '000000000000281' }),
  makeTask(4, { position: '00000000000038' }),
];

test.each<[number[], Place, number[]]>([
  [[1], { after: 2 }, [2, 1, 3, 4]],
  [[1], { after: 3 }, [2, 3, 1, 4]],
  [[1], { after: 4 }, [2, 3, 4, 1]],
  [[4], { before: 1 }, [4, 1, 2, 3]],
  [[4], { before: 3 }, [1, 2, 4, 3]],
  [[4, 1], { after: 2 }, [2, 1, 4, 3]],
  [[1, 4], { before: 3 }, [2, 1, 4, 3]],
  // It is beside itself, or beside a task that is not shown.
  [[2], { after: 2 }, [1, 2, 3, 4]],
  [[2], { after: 9 }, [1, 2, 3, 4]],
])('%o goes %o', (ids, place, order) => {
  const positions = new Map(
    positionsBeside(SHOWN, ids, place).map(([{ id }, position]) => [id, position]),
  );
  const placed = SHOWN.map((task) => ({
    id: task.id,
    position: positions.get(task.id) ?? task.position,
  }));
  const sorted = placed.toSorted((one, other) => (one.position < other.position ? -1 : 1));
  expect(sorted.map(({ id }) => id)).toEqual(order);
});
