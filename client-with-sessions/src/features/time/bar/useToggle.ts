import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { titleOfOnly } from '../../../data/cache/titles';
import { type ShownTimer, timerName } from '../../../data/lists/timer';
import { useMutations } from '../../../data/MutationsProvider';
import { startTimer } from '../../../data/mutations/startTimer';
import { stopTimer } from '../../../data/mutations/stopTimer';

/** Stops the timer of the task that was asked for, or starts it, as soon as it is known which one runs. */
export function useToggle(
  timer: ShownTimer | undefined,
  asked: number | undefined,
  onToggled: () => void,
): void {
  const client = useQueryClient();
  const { mutate } = useMutations();
  useEffect(() => {
    if (!timer || asked === undefined) return;
    onToggled();
    if (timer.running?.task_id === asked) {
      mutate(stopTimer({ name: timerName(timer) }));
    } else {
      const title = titleOfOnly(client, [asked]).title ?? 'the task';
      mutate(startTimer({ task: { id: asked, title } }));
    }
  }, [timer, asked, onToggled, client, mutate]);
}
