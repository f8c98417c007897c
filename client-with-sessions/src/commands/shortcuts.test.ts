import { afterEach, describe, expect, test } from 'vitest';
import { always, type Command, withoutTwins } from './command';
import { firstKey } from './keyInWords';
import { beginsSequence, findCommand } from './shortcuts';

const done = always(() => {});

function command(id: string, more: Partial<Command>): Command {
  return { id, label: id, group: 'Page', run: done, ...more };
}

const COMMANDS = [
  command('gone', { keys: ['c'], when: () => false }),
  command('complete', { keys: ['c'] }),
  command('inbox', { keys: ['g i'] }),
  command('down', { keys: ['ArrowDown'] }),
  command('extend', { keys: ['ArrowDown'], withShift: true }),
  command('moveDown', { keys: ['ArrowDown'], withAlt: true }),
  command('undo', { keys: ['z'], withCommand: true }),
  command('redo', { keys: ['z'], withCommand: true, withShift: true }),
  command('palette', { keys: ['k'], withCommand: true, whileTyping: true }),
  command('priority', { keys: ['!'] }),
];

function press(key: string, more: KeyboardEventInit = {}, target: Element = document.body) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  target.dispatchEvent(event);
  return event;
}

const found = (event: KeyboardEvent, letters = true, before?: string) =>
  findCommand(COMMANDS, event, letters, before)?.id;

afterEach(() => {
  document.body.innerHTML = '';
});

describe('a key stands for', () => {
  test.each<[string, KeyboardEventInit, string | undefined]>([
    ['c', {}, 'complete'],
    ['ArrowDown', {}, 'down'],
    ['ArrowDown', { shiftKey: true }, 'extend'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['z', { metaKey: true }, 'undo'],
    ['z', {}, undefined],
    ['c', { altKey: true }, undefined],
    ['ArrowDown', { altKey: true }, 'moveDown'],
    ['ArrowDown', { altKey: true, shiftKey: true }, undefined],
    // The sign itself says that Shift was held.
    ['!', { shiftKey: true }, 'priority'],
  ])('%s with %o: %s', (key, modifiers, id) => {
    expect(found(press(key, modifiers))).toBe(id);
  });
});

test('a sequence is one key after the other', () => {
  expect(beginsSequence(COMMANDS, 'g')).toBe(true);
  expect(beginsSequence(COMMANDS, 'c')).toBe(false);
  expect(found(press('i'), true, 'g')).toBe('inbox');
  expect(found(press('c'), true, 'g')).toBeUndefined();
});

test('letters can be turned off; other keys stay', () => {
  expect(found(press('c'), false)).toBeUndefined();
  expect(found(press('z', { ctrlKey: true }), false)).toBe('undo');
});

test('what is typed belongs to the field', () => {
  document.body.innerHTML = '<input value="text">';
  const input = document.querySelector('input') as Element;
  expect(found(press('c', {}, input))).toBeUndefined();
  expect(found(press('z', { ctrlKey: true }, input))).toBeUndefined();
  expect(found(press('k', { ctrlKey: true }, input))).toBe('palette');
});

test('in a dialog, the page has no keys', () => {
  document.body.innerHTML = '<dialog open></dialog>';
  expect(found(press('c'))).toBeUndefined();
  expect(found(press('k', { ctrlKey: true }))).toBeUndefined();
});

test('of two commands with one name, the first counts', () => {
  const one = command('same', { label: 'One' });
  const other = command('same', { label: 'Other' });
  expect(withoutTwins([one, other])).toEqual([one]);
});

test('keys are named as on the keyboard', () => {
  expect(firstKey(command('redo', { keys: ['z'], withCommand: true, withShift: true }))).toBe(
    'Ctrl Shift Z',
  );
  expect(firstKey(command('down', { keys: ['ArrowDown'], withShift: true }))).toBe('Shift ↓');
  expect(firstKey(command('inbox', { keys: ['g i'] }))).toBe('g i');
  expect(firstKey(command('none', {}))).toBeUndefined();
});
