import { always, type Command } from '../../../commands/command';
import { focusAddLine, focusedTask, moveFocus, moveInRow } from '../row/rowFocus';

/** What the commands do; most are about the task that has the focus. */
export interface CommandTargets {
  /** Whether the page has a line that adds tasks. */
  canAdd: boolean;
  edit: (id: number) => void;
  open: (id: number) => void;
  toggle: (id: number) => void;
  remove: (id: number) => void;
  showHistory: (id: number) => void;
  /** Whether there is a task to plan or to move. */
  hasTarget: () => boolean;
  /** Plan the selected tasks, or else the one that has the focus. */
  planToday: () => boolean;
  planLater: () => boolean;
  planEarlier: () => boolean;
  /** Whether the list has a manual order. Without one, the keys that move a task say why. */
  isOrdered: boolean;
  /** Whether its end is known: the last tasks of a long list may not be loaded yet. */
  hasEnd: () => boolean;
  /** Moves the selected tasks, or else the one that has the focus, a row up or down. */
  move: (by: 1 | -1) => boolean;
  /** The same, to an end of the list. */
  moveTo: (end: 'top' | 'end') => boolean;
}

/** Focuses the add line of the page; on pages without one, the key opens the inbox. */
export const ADD: Command = {
  id: 'task.add',
  group: 'Tasks',
  keys: ['n'],
  label: 'Add a task',
  words: 'new create',
  run: always(focusAddLine),
};

/** Every command of the task list. */
export function taskCommands(targets: CommandTargets): Command[] {
  const plan = (
    id: string,
    label: string,
    words: string,
    key: string,
    run: () => boolean,
  ): Command => ({
    id,
    group: 'Tasks',
    label,
    words,
    keys: [key],
    when: targets.hasTarget,
    run,
  });
  return [
    ...(targets.canAdd ? [ADD] : []),
    {
      id: 'task.next',
      group: 'Tasks',
      keys: ['j', 'ArrowDown'],
      label: 'Next task',
      keyOnly: true,
      repeats: true,
      run: (event) => step(event, 1),
    },
    {
      id: 'task.previous',
      group: 'Tasks',
      keys: ['k', 'ArrowUp'],
      label: 'Previous task',
      keyOnly: true,
      repeats: true,
      run: (event) => step(event, -1),
    },
    {
      id: 'task.right',
      group: 'Tasks',
      keys: ['ArrowRight'],
      label: 'To the buttons of the task',
      keyOnly: true,
      repeats: true,
      run: () => moveInRow(1),
    },
    {
      id: 'task.left',
      group: 'Tasks',
      keys: ['ArrowLeft'],
      label: 'Back to its checkbox',
      keyOnly: true,
      repeats: true,
      run: () => moveInRow(-1),
    },
    {
      ...onTask('task.toggle', 'Mark as done or open', ['c'], targets.toggle),
      words: 'complete finish check',
    },
    {
      ...onTask('task.edit', 'Edit', ['e', 'Enter'], targets.edit),
      words: 'rename change',
      run: (event) => edit(event, targets.edit),
    },
    {
      ...onTask('task.open', 'Details', ['o'], targets.open),
      words: 'open show',
    },
    plan('task.planToday', 'Plan for today', 'schedule', 't', targets.planToday),
    plan('task.planLater', 'Plan a day later', 'postpone snooze', ']', targets.planLater),
    plan('task.planEarlier', 'Plan a day earlier', 'sooner', '[', targets.planEarlier),
    {
      id: 'task.moveDown',
      group: 'Tasks',
      label: 'Move down',
      words: 'order',
      keys: ['ArrowDown'],
      withAlt: true,
      repeats: true,
      keyOnly: !targets.isOrdered,
      when: targets.hasTarget,
      run: () => targets.move(1),
    },
    {
      id: 'task.moveUp',
      group: 'Tasks',
      label: 'Move up',
      words: 'order',
      keys: ['ArrowUp'],
      withAlt: true,
      repeats: true,
      keyOnly: !targets.isOrdered,
      when: targets.hasTarget,
      run: () => targets.move(-1),
    },
    {
      id: 'task.moveToTop',
      group: 'Tasks',
      label: 'Move to the top',
      words: 'order first',
      when: () => targets.isOrdered && targets.hasTarget(),
      run: () => targets.moveTo('top'),
    },
    {
      id: 'task.moveToEnd',
      group: 'Tasks',
      label: 'Move to the end',
      words: 'order last bottom',
      when: () => targets.isOrdered && targets.hasEnd() && targets.hasTarget(),
      run: () => targets.moveTo('end'),
    },
    {
      ...onTask('task.history', 'History of the task', ['h'], targets.showHistory),
      words: 'changes log',
    },
    {
      ...onTask('task.delete', 'Delete', ['Delete', 'Backspace'], targets.remove),
      words: 'remove bin',
    },
  ];
}

function onTask(
  id: string,
  label: string,
  keys: string[],
  action: (id: number) => void,
  native: string[] = [],
): Command {
  return {
    id,
    group: 'Tasks',
    label,
    keys,
    native,
    when: () => focusedTask() !== undefined,
    run: () => onFocused(action),
  };
}

function onFocused(action: (id: number) => void): boolean {
  const id = focusedTask();
  if (id === undefined) return false;
  action(id);
  return true;
}

/** Arrows scroll the page until a task has the focus. */
function step(event: KeyboardEvent | undefined, by: 1 | -1): boolean {
  if (event?.key.startsWith('Arrow') && focusedTask() === undefined) return false;
  moveFocus(by);
  return true;
}

/** Enter presses a button or link that has the focus; on a checkbox it does nothing by itself. */
function edit(event: KeyboardEvent | undefined, action: (id: number) => void): boolean {
  const isPressed = event?.target instanceof Element && event.target.matches('button, a');
  if (event?.key === 'Enter' && isPressed) return false;
  return onFocused(action);
}
