import { type RefusedMutation, useRefusedMutations } from '../../../data/outbox/pending';

/** The refused mutation of a task, if there is one. */
export function useOwnRefusal(id: number): RefusedMutation | undefined {
  return useRefusedMutations().findLast(({ mutation }) => mutation.task?.id === id);
}
