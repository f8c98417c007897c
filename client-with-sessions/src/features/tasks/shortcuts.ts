import { focusAddLine, focusedTask, moveFocus } from './rowFocus';

/** Something a key does; the list of keys on the page is made from these. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names them. */
  keys: string[];
  /** What the browser does by itself to the same end: worth telling, not to be done twice. */
  native?: string[];
  /** With Ctrl, or Command on a Mac. */
  withCommand?: boolean;
  label: string;
  /** Says whether there was something to do; otherwise the key keeps its usual meaning. */
  run: (event: KeyboardEvent) => boolean;
}

/** What the keys can do; on a task means the one that holds the focus. */
export interface ShortcutTargets {
  edit: (id: number) => void;
  toggle: (id: number) => void;
  remove: (id: number) => void;
  undo: () => boolean;
  showKeys: () => void;
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
    { keys: ['Delete', 'Backspace'], label: 'Delete', run: onTask(targets.remove) },
    { keys: ['z'], withCommand: true, label: 'Undo', run: targets.undo },
    { keys: ['?'], label: 'Show these keys', run: always(targets.showKeys) },
  ];
}

/** The shortcut that an event stands for, unless the event belongs to what is being typed. */
export function findShortcut(
  shortcuts: Shortcut[],
  event: KeyboardEvent,
  letterKeys: boolean,
): Shortcut | undefined {
  const command = event.ctrlKey || event.metaKey;
  // In an empty line there is nothing to undo but the last action.
  const isTyped = isTyping(event.target) && !(command && isEmpty(event.target));
  if (event.altKey || event.isComposing || isTyped || isDialogOpen()) return;
  const isLetter = event.key.length === 1 && !command;
  if (isLetter && !letterKeys) return;
  return shortcuts.find(
    ({ keys, withCommand = false }) => withCommand === command && keys.includes(event.key),
  );
}

function always(action: () => void) {
  return () => {
    action();
    return true;
  };
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

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

function isEmpty(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.value === '';
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
