import { beforeEach, expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { makeUndoStack, type Undoable } from './undoStack';

const OWNER = 7;
let stack = makeUndoStack(OWNER);

beforeEach(() => {
  stack = makeUndoStack(OWNER);
});

function undoable(idempotencyKey: string, group?: number): Undoable {
  const label = `Did ${idempotencyKey}`;
  return { idempotencyKey, label, group, undone: { task: makeTask(1) } };
}

test('the newest comes first', () => {
  stack.push(undoable('a'));
  stack.push(undoable('b'));
  expect(stack.newest('undo')?.idempotencyKey).toBe('b');
  stack.remove('b');
  expect(stack.newest('undo')?.idempotencyKey).toBe('a');
});

test('a new action takes the way forward, an undo does not', () => {
  stack.add('redo', undoable('a'));
  stack.add('undo', undoable('b'));
  expect(stack.newest('redo')?.idempotencyKey).toBe('a');
  stack.push(undoable('c'));
  expect(stack.newest('redo')).toBeUndefined();
});

test('what the server knows outlives a reload, without the tasks', () => {
  const first = undoable('a');
  stack.push(first);
  stack.push(undoable('on its way'));
  stack.settle(first, { group: 41 });
  const reloaded = makeUndoStack(OWNER);
  expect(reloaded.newest('undo')).toEqual({ idempotencyKey: 'a', label: 'Did a', group: 41 });
  expect(reloaded.find(41)?.idempotencyKey).toBe('a');
});

test('another user has another', () => {
  stack.push(undoable('a', 41));
  expect(makeUndoStack(OWNER + 1).newest('undo')).toBeUndefined();
});

test.each(['{"undo":[', 'null', '[]', '{"undo":{}}', '{"undo":[null,{"key":1,"group":2}]}'])(
  'what was spoiled is nothing to undo: %s',
  (stored) => {
    window.sessionStorage.setItem(`tracker.${OWNER}.undo`, stored);
    expect(makeUndoStack(OWNER).newest('undo')).toBeUndefined();
  },
);

test('it does not grow without end', () => {
  for (let group = 1; group <= 150; group++) stack.push(undoable(`${group}`, group));
  expect(stack.find(50)).toBeUndefined();
  expect(stack.find(51)).toBeDefined();
});
