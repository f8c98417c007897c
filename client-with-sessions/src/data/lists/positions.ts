import type { Task } from '../../api/types';
import type { Place } from './placed';

/** Sorts before every digit that the server writes. */
const BEFORE_DIGITS = '\u0001';

/**
 * Provisional positions for tasks that are moved beside another, until the server assigns theirs.
 * The moved tasks keep their order.
 */
export function positionsBeside(
  shown: Task[],
  ids: readonly number[],
  place: Place,
): [Task, string][] {
  const moved = new Set(ids);
  const rest = inManualOrder(shown.filter(({ id }) => !moved.has(id)));
  const index = rest.findIndex(({ id }) => id === ('after' in place ? place.after : place.before));
  if (index < 0) return [];
  const previous = rest['after' in place ? index : index - 1]?.position ?? '';
  return inManualOrder(shown.filter(({ id }) => moved.has(id))).map((task, at) => [
    task,
    `${previous}${BEFORE_DIGITS}${String(at).padStart(6, '0')}`,
  ]);
}

function inManualOrder(tasks: Task[]): Task[] {
  return tasks.toSorted((one, other) => (one.position < other.position ? -1 : 1));
}
