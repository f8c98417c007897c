import type { Command } from '../commands/command';
import { focusedTask, shownTasks } from './rows';
import type { Selection } from './selection';

/** The commands that select tasks. */
export function selectionCommands(selection: Selection): Command[] {
  return [
    {
      id: 'selection.toggle',
      group: 'Selection',
      label: 'Select or deselect the task',
      keys: ['x'],
      keyOnly: true,
      run() {
        const id = focusedTask();
        if (id === undefined) return false;
        selection.toggle(id);
        return true;
      },
    },
    {
      id: 'selection.down',
      group: 'Selection',
      label: 'Extend the selection to the next task',
      keys: ['ArrowDown'],
      withShift: true,
      keyOnly: true,
      repeats: true,
      run: () => extend(selection, 1),
    },
    {
      id: 'selection.up',
      group: 'Selection',
      label: 'Extend the selection to the previous task',
      keys: ['ArrowUp'],
      withShift: true,
      keyOnly: true,
      repeats: true,
      run: () => extend(selection, -1),
    },
    {
      id: 'selection.all',
      group: 'Selection',
      label: 'Select all tasks shown',
      words: 'everything',
      keys: ['a'],
      withCommand: true,
      when: () => shownTasks().length > 0,
      run() {
        selection.set(shownTasks());
        return true;
      },
    },
    {
      id: 'selection.clear',
      group: 'Selection',
      label: 'Clear the selection',
      words: 'deselect none',
      keys: ['Escape'],
      when: () => selection.ids().length > 0,
      run() {
        selection.clear();
        return true;
      },
    },
  ];
}

/** Moves the focus a row and extends the selection to it. */
function extend(selection: Selection, by: 1 | -1): boolean {
  const focused = focusedTask();
  if (focused === undefined) return false;
  const order = shownTasks();
  if (selection.ids().length === 0) selection.toggle(focused);
  const next = order[order.indexOf(focused) + by];
  if (next === undefined) return true;
  selection.extendTo(next, order);
  const row = document.querySelector<HTMLElement>(`main [data-task="${next}"]`);
  row?.querySelector<HTMLElement>('input, button')?.focus();
  return true;
}
