import type { Task } from '../../../api/types';
import type { Side } from '../../../selection/Drops';

/** A part of a list that a task can be moved into. */
export interface Part {
  tasks: readonly Task[];
  onDrop?: ((ids: readonly number[]) => void) | undefined;
}

/** Where one step leads: beside another task, or into a part that shows none. */
export type Step<P extends Part> = { beside: number; side: Side } | { into: P };

/** One step up or down from where tasks are, across the parts of a list. */
export function stepBeside<P extends Part>(
  parts: readonly P[],
  ids: readonly number[],
  by: 1 | -1,
): Step<P> | undefined {
  const isOne = ({ id }: Task) => ids.includes(id);
  const holds = ({ tasks }: P) => tasks.some(isOne);
  const index = by === 1 ? parts.findLastIndex(holds) : parts.findIndex(holds);
  const tasks = parts[index]?.tasks ?? [];
  const edge = by === 1 ? tasks.findLastIndex(isOne) : tasks.findIndex(isOne);
  if (edge < 0) return undefined;
  const neighbour = tasks[edge + by];
  if (neighbour) return { beside: neighbour.id, side: by === 1 ? 'below' : 'above' };
  const next = parts[index + by];
  if (!next) return undefined;
  // The next part is entered at the end that is near.
  const near = next.tasks.at(by === 1 ? 0 : -1);
  return near ? { beside: near.id, side: by === 1 ? 'above' : 'below' } : { into: next };
}
