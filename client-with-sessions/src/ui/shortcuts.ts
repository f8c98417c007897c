/** Something a key does; the list of keys on the page is made from these. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names them; `g t` is one after the other. */
  keys: string[];
  /** What the browser does by itself to the same end: worth telling, not to be done twice. */
  native?: string[];
  /** With Ctrl, or Command on a Mac. */
  withCommand?: boolean;
  withShift?: boolean;
  label: string;
  /** Another way to something that is in the list of keys already. */
  unlisted?: boolean;
  /** Says whether there was something to do; otherwise the key keeps its usual meaning. */
  run: (event: KeyboardEvent) => boolean;
}

/** A shortcut's `run` for what can always be done. */
export function always(action: () => void) {
  return () => {
    action();
    return true;
  };
}

/** The keys that begin a sequence. */
export function beginsSequence(shortcuts: Shortcut[], key: string): boolean {
  return shortcuts.some(({ keys }) => keys.some((name) => name.startsWith(`${key} `)));
}

/** Whether an event belongs to what is being typed, or to a dialog, and not to the page. */
export function isTaken(event: KeyboardEvent): boolean {
  // In an empty line there is nothing to undo but the last action.
  const isTyped = isTyping(event.target) && !(hasCommand(event) && isEmpty(event.target));
  return event.altKey || event.isComposing || isTyped || isDialogOpen();
}

/** The shortcut that an event stands for; `before` is the key that began a sequence. */
export function findShortcut(
  shortcuts: Shortcut[],
  event: KeyboardEvent,
  letterKeys: boolean,
  before?: string,
): Shortcut | undefined {
  if (isTaken(event)) return undefined;
  const command = hasCommand(event);
  if (isLetter(event) && !letterKeys) return undefined;
  // Caps lock and Shift change the letter, not the key.
  const key = command ? event.key.toLowerCase() : event.key;
  const name = before === undefined || command ? key : `${before} ${key}`;
  return shortcuts.find(
    ({ keys, withCommand = false, withShift = false }) =>
      withCommand === command && (!command || withShift === event.shiftKey) && keys.includes(name),
  );
}

/** Whether an event is a single letter, such as can be turned off. */
export function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !hasCommand(event);
}

function hasCommand(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey;
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
