import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../../commands/command';
import { type ShownTimer, timerName } from '../../../data/lists/timer';
import { useMutations } from '../../../data/MutationsProvider';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { focusedTask } from '../../../selection/rows';

/** Opens the calm view, and stops the timer. */
export function useTimerCommands(
  timer: ShownTimer | undefined,
  onFocus: (task?: number) => void,
): Command[] {
  const { mutate } = useMutations();
  const latest = useRef(timer);
  useEffect(() => {
    latest.current = timer;
  });

  return useMemo(() => {
    const isRunning = () => latest.current?.running != null;
    const stop = () => {
      if (!latest.current || !isRunning()) return false;
      mutate(stopTimer({ name: timerName(latest.current) }));
      return true;
    };
    const commands: Command[] = [
      {
        id: 'timer.focus',
        group: 'Tasks',
        label: 'Focus on the task',
        words: 'pomodoro block concentrate calm full screen',
        keys: ['f'],
        when: () => focusedTask() !== undefined,
        run: () => {
          onFocus(focusedTask());
          return true;
        },
      },
      {
        id: 'timer.stop',
        group: 'Page',
        label: 'Stop the timer',
        words: 'track time clock',
        when: isRunning,
        run: stop,
      },
    ];
    return commands;
  }, [mutate, onFocus]);
}
