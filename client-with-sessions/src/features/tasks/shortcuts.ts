import { always, type Shortcut } from '../../ui/shortcuts';
import { focusAddLine, focusedTask, moveFocus } from './rowFocus';

/** What the keys can do; on a task means the one that holds the focus. */
export interface ShortcutTargets {
  edit: (id: number) => void;
  toggle: (id: number) => void;
  remove: (id: number) => void;
  showHistory: (id: number) => void;
}

/** Every key of the task list. */
export function taskShortcuts(targets: ShortcutTargets): Shortcut[] {
  return [
    { keys: ['n'], label: 'Add a task', run: always(focusAddLine) },
    { keys: ['j', 'ArrowDown'], label: 'Next task', run: (event) => step(event, 1) },
    { keys: ['k', 'ArrowUp'], label: 'Previous task', run: (event) => step(event, -1) },
    {
      keys: ['x'],
      native: ['Space'],
      label: 'Mark as done, or as open',
      run: onTask(targets.toggle),
    },
    { keys: ['e', 'Enter'], label: 'Edit', run: (event) => edit(event, targets.edit) },
    { keys: ['h'], label: 'History of the task', run: onTask(targets.showHistory) },
    { keys: ['Delete', 'Backspace'], label: 'Delete', run: onTask(targets.remove) },
  ];
}

function onTask(action: (id: number) => void) {
  return () => {
    const id = focusedTask();
    if (id === undefined) return false;
    action(id);
    return true;
  };
}

/** Arrows scroll the page until a task holds the focus. */
function step(event: KeyboardEvent, by: 1 | -1): boolean {
  if (event.key.startsWith('Arrow') && focusedTask() === undefined) return false;
  moveFocus(by);
  return true;
}

/** Enter presses the button that holds the focus; on a checkbox it has no meaning of its own. */
function edit(event: KeyboardEvent, action: (id: number) => void): boolean {
  if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return false;
  return onTask(action)();
}
