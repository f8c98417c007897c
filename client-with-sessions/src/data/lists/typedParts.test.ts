import { describe, expect, test } from 'vitest';
import type { CapturedSpan } from '../../api/types';
import { oldSpans, typedParts, withBackslashes, withoutBackslashes } from './typedParts';

/** The words in brackets, as spans of the text without brackets. */
function marked(line: string): { text: string; spans: CapturedSpan[] } {
  const spans: CapturedSpan[] = [];
  let text = '';
  for (const [index, part] of line.split(/[[\]]/).entries()) {
    const start = text.length;
    const [kind = '', words = ''] = index % 2 ? part.split(':') : ['', part];
    text += words;
    if (index % 2) spans.push({ kind, text: words, label: words, start, end: text.length });
  }
  return { text, spans };
}

describe('of what is understood, only what was typed is new', () => {
  test.each([
    ['Plan', 'Plan [due:tomorrow]', []],
    ['Plan tomorrow', 'Plan [due:tomorrow] [tag:#x]', ['tomorrow']],
    ['Plan tomorrow', 'Replan [due:tomorrow]', ['tomorrow']],
    ['Plan friday', 'Plan [due:friday] [time:3pm]', []],
    ['Plan friday', 'Plan [due:friday] at home [time:3pm]', ['friday']],
    ['Call at', 'Call [time:at 9]', []],
    ['Call #a', 'Call [tag:#a] [tag:#b]', ['#a']],
    ['Buy for friday', 'Buy [due:friday]', ['friday']],
    ['Buy friday', 'Buy for [due:friday]', ['friday']],
    ['Pay on the next friday', 'Pay [due:on friday]', ['on friday']],
    ['Plan tomorrow #1', 'Replan [due:tomorrow] [tag:#1] [estimate:~30m]', ['tomorrow', '#1']],
    ['a b', '[due:tomorrow] a b', []],
  ])('%s → %s', (before, line, old) => {
    const { text, spans } = marked(line);
    const found = oldSpans(spans, typedParts(before, text), text);
    expect(found.map((span) => span.text)).toEqual(old);
  });
});

test('places are the same with backslashes and without', () => {
  const text = 'a b c';
  const kept = withBackslashes(text, [0, 4]);
  expect(kept).toBe('\\a b \\c');
  expect(withoutBackslashes(kept.indexOf('b'), [0, 4])).toBe(text.indexOf('b'));
  expect(withoutBackslashes(kept.length, [0, 4])).toBe(text.length);
});
