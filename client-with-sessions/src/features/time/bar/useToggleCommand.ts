import { useMemo } from 'react';
import type { Command } from '../../../commands/command';
import { focusedTask } from '../../../selection/rows';

/** Starts or stops the timer of a task: by Space on its row, or from the palette. */
export function useToggleCommand(onToggle: (task: number) => void): Command[] {
  return useMemo(
    () => [
      {
        id: 'timer.toggle',
        group: 'Tasks',
        label: 'Start or stop the timer',
        words: 'track time clock work on',
        keys: [' '],
        when: () => focusedTask() !== undefined,
        run(event) {
          const id = focusedTask();
          if (id === undefined) return false;
          if (event?.key === ' ') {
            if (!isCheckbox(document.activeElement)) return false;
            keepTicked();
          }
          onToggle(id);
          return true;
        },
      },
    ],
    [onToggle],
  );
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
