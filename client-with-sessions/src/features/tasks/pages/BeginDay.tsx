import { useEffect } from 'react';
import type { Task } from '../../../api/types';
import { whenSettled } from '../../../browser/settled';
import { readStored, writeStored } from '../../../browser/storage';
import { plannedDay } from '../../../data/lists/planned';
import { useMutations } from '../../../data/MutationsProvider';
import { startReview } from '../../../data/mutations/startReview';

interface Props {
  tasks: Task[];
  /** Today, as the server knows it. */
  day: string;
  owner: number;
}

/**
 * Notes what is planned when Today is first shown on a day: the plan that the close of the day is held against. The server
 * keeps the first one. Nobody has to hear of it.
 */
export function BeginDay({ tasks, day, owner }: Props) {
  const { mutate } = useMutations();
  const hasPlan = tasks.some((task) => (plannedDay(task) ?? task.due?.slice(0, 10)) === day);

  useEffect(() => {
    const key = `day-begun-${owner}`;
    if (!hasPlan || readStored(() => localStorage, key) === day) return;
    return whenSettled(() => {
      mutate(startReview({ period: day, isAutomatic: true }), {
        done: () => writeStored(() => localStorage, key, day),
      });
    });
  }, [hasPlan, day, owner, mutate]);

  return null;
}
