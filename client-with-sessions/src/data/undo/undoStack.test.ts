import { beforeEach, expect, test } from 'vitest';
import { makeTask } from '../../test/taskServer';
import { makeUndoStack, type Step } from './undoStack';

const OWNER = 7;
let stack = makeUndoStack(OWNER);

beforeEach(() => {
  stack = makeUndoStack(OWNER);
});

function step(key: string, group?: number): Step {
  return { key, label: `Did ${key}`, group, undone: { task: makeTask(1) } };
}

test('the newest comes first', () => {
  stack.push(step('a'));
  stack.push(step('b'));
  expect(stack.newest('undo')?.key).toBe('b');
  stack.remove('b');
  expect(stack.newest('undo')?.key).toBe('a');
});

test('a new action takes the way forward, an undo does not', () => {
  stack.add('redo', step('a'));
  stack.add('undo', step('b'));
  expect(stack.newest('redo')?.key).toBe('a');
  stack.push(step('c'));
  expect(stack.newest('redo')).toBeUndefined();
});

test('what the server knows outlives a reload, without the tasks', () => {
  const first = step('a');
  stack.push(first);
  stack.push(step('on its way'));
  stack.settle(first, { group: 41 });
  const reloaded = makeUndoStack(OWNER);
  expect(reloaded.newest('undo')).toEqual({ key: 'a', label: 'Did a', group: 41 });
  expect(reloaded.find(41)?.key).toBe('a');
});

test('another user has another', () => {
  stack.push(step('a', 41));
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
  for (let group = 1; group <= 150; group++) stack.push(step(`${group}`, group));
  expect(stack.find(50)).toBeUndefined();
  expect(stack.find(51)).toBeDefined();
});
