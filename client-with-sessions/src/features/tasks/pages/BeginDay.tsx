import { useEffect } from 'react';
import type { Task } from '../../../api/types';
import { whenSettled } from '../../../browser/settled';
import { readStored, writeStored } from '../../../browser/storage';
import { plannedDay } from '../../../data/lists/planned';
import { useMutations } from '../../../data/MutationsProvider';
import { startReview } from '../../../data/mutations/startReview';

interface Props {
  tasks: Task[];
  today: string;
  owner: number;
}

/**
 * Notes what is planned when Today is first shown on a day: the plan that the close of the day is held against. The server
 * keeps the first one. Nobody has to hear of it.
 */
export function BeginDay({ tasks, today, owner }: Props) {
  const { mutate } = useMutations();
  const hasPlan = tasks.some((task) => (plannedDay(task) ?? task.due?.slice(0, 10)) === today);

  useEffect(() => {
    const key = `day-begun-${owner}`;
    if (!hasPlan || readStored(() => localStorage, key) === today) return;
    return whenSettled(() => {
      writeStored(() => localStorage, key, today);
      mutate(startReview({ period: today, isAutomatic: true }));
    });
  }, [hasPlan, today, owner, mutate]);

  return null;
}
