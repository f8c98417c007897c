import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../../../commands/command';
import { titleOfOnly } from '../../../data/cache/titles';
import { type ShownTimer, timerName } from '../../../data/lists/timer';
import { useMutations } from '../../../data/MutationsProvider';
import { startTimer } from '../../../data/mutations/startTimer';
import { stopTimer } from '../../../data/mutations/stopTimer';
import { focusedTask } from '../../../selection/rows';

/** Starts and stops the timer: by Space on the row of a task, or from the palette. F opens the calm view. */
export function useTimerCommands(
  timer: ShownTimer | undefined,
  onFocus: (task?: number) => void,
): Command[] {
  const client = useQueryClient();
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
    const startOrStop = (event?: KeyboardEvent) => {
      const id = focusedTask();
      if (id === undefined || !latest.current) return false;
      if (event?.key === ' ') {
        if (!isCheckbox(document.activeElement)) return false;
        keepTicked();
      }
      if (latest.current.running?.task_id === id) return stop();
      const title = titleOfOnly(client, [id]).title ?? 'the task';
      mutate(startTimer({ task: { id, title } }));
      return true;
    };
    const commands: Command[] = [
      {
        id: 'timer.toggle',
        group: 'Tasks',
        label: 'Start or stop the timer',
        words: 'track time clock work on',
        keys: [' '],
        when: () => focusedTask() !== undefined && latest.current !== undefined,
        run: startOrStop,
      },
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
  }, [client, mutate, onFocus]);
}

function isCheckbox(element: Element | null): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type === 'checkbox';
}

/** Firefox ticks a box when Space is released, whatever became of the press. */
function keepTicked(): void {
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ') event.preventDefault();
  };
  document.addEventListener('keyup', onKeyUp, { once: true, capture: true });
}
