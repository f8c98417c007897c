import { isComposing } from '../ui/isComposing';
import { type Command, isAvailable } from './command';

const IS_MAC = navigator.userAgent.includes('Mac');

/** The keys that begin a sequence. */
export function beginsSequence(commands: Command[], key: string): boolean {
  return commands.some(({ keys }) => keys?.some((name) => name.startsWith(`${key} `)));
}

/** Whether a key is meant for a text field or a dialog rather than the page. */
export function isTaken(event: KeyboardEvent, whileTyping = false): boolean {
  // In an empty field, undo can only mean the last action.
  const isTyped = isTyping(event.target) && !(hasCommand(event) && isEmpty(event.target));
  return isComposing(event) || (isTyped && !whileTyping) || isDialogOpen();
}

/** The command whose shortcut was pressed; `before` is the key that began a sequence. */
export function findCommand(
  commands: Command[],
  event: KeyboardEvent,
  letterKeys: boolean,
  before?: string,
): Command | undefined {
  const command = hasCommand(event);
  if (isLetter(event) && !letterKeys) return undefined;
  // Caps lock and Shift change the letter, not the key.
  const key = command ? event.key.toLowerCase() : event.key;
  const name = before === undefined || command ? key : `${before} ${key}`;
  return commands.find(
    (candidate) =>
      candidate.keys?.includes(name) &&
      fitsModifiers(candidate, event) &&
      !isTaken(event, candidate.whileTyping) &&
      isAvailable(candidate),
  );
}

/** Whether the browser presses a button with this key, and again for as long as it is held. */
export function pressesButton({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof HTMLButtonElement;
}

/** Whether a key is a single letter: such shortcuts can be turned off. */
export function isLetter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !hasCommand(event) && !hasAlt(event);
}

function fitsModifiers(
  { withCommand = false, withShift = false, withAlt = false }: Command,
  event: KeyboardEvent,
) {
  // With a letter or a sign, Shift is part of the key already.
  const shiftCounts = hasCommand(event) || event.key.length > 1;
  return (
    withCommand === hasCommand(event) &&
    withAlt === hasAlt(event) &&
    (!shiftCounts || withShift === event.shiftKey)
  );
}

function hasCommand(event: KeyboardEvent): boolean {
  return !isMadeWithAlt(event) && (event.ctrlKey || event.metaKey);
}

function hasAlt(event: KeyboardEvent): boolean {
  return event.altKey && !isMadeWithAlt(event);
}

/** On many keyboards a sign needs Alt, which Windows reports as Ctrl and Alt together. */
function isMadeWithAlt({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey && !metaKey && (ctrlKey || IS_MAC) && /^[^\p{L}\p{N}\s]$/u.test(key);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}

function isEmpty(target: EventTarget | null): boolean {
  const isLine = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isLine && target.value === '';
}

function isDialogOpen(): boolean {
  // A dialog that is still loading counts, since what is typed meanwhile is meant for it.
  return document.querySelector('dialog[open], [data-loading-dialog]') !== null;
}
