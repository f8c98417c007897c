import type { Task } from '../../api/types';
import type { Place } from './placed';

/** Sorts before every digit that the server writes. */
const BEFORE_DIGITS = '\u0001';

/**
 * Provisional positions for tasks that are moved beside another, until the server assigns theirs.
 * The moved tasks keep their order. `placeOf` tells where a task stands now.
 */
export function positionsBeside(
  shown: Task[],
  ids: readonly number[],
  place: Place,
  placeOf: (task: Task) => string = ({ position }) => position,
): [Task, string][] {
  const moved = new Set(ids);
  const inOrder = (tasks: Task[]) =>
    tasks.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const rest = inOrder(shown.filter(({ id }) => !moved.has(id)));
  const index = rest.findIndex(({ id }) => id === ('after' in place ? place.after : place.before));
  if (index < 0) return [];
  const before = rest['after' in place ? index : index - 1];
  const previous = before ? placeOf(before) : '';
  return inOrder(shown.filter(({ id }) => moved.has(id))).map((task, at) => [
    task,
    `${previous}${BEFORE_DIGITS}${String(at).padStart(6, '0')}`,
  ]);
}
