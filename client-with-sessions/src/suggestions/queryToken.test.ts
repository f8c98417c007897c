import { expect, test } from 'vitest';
import { queryTokenIn } from './queryToken';
import { editOf } from './token';

const queryTokenAt = queryTokenIn([
  { name: 'is', words: ['open', 'done', 'blocked'] },
  { name: 'tag', words: [] },
  { name: 'due', words: [] },
  { name: 'priority', words: ['low', 'high'] },
  { name: 'has', words: ['due', 'description'] },
  { name: 'no', words: ['due', 'project'] },
  { name: 'sort', words: ['due', 'start', 'created'] },
]);

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, token: queryTokenAt(text, caret) };
}

function taken(marked: string, name: string): string | undefined {
  const { text, token } = at(marked);
  if (!token) return undefined;
  const edit = editOf(text, token, name);
  return `${text.slice(0, edit.from)}${edit.text}|${text.slice(edit.to)}`;
}

test.each([
  ['tag:|', 'tags', '', ''],
  ['tag:ho|', 'tags', 'ho', 'ho'],
  ['TAG:ho|me', 'tags', 'ho', 'home'],
  ['-tag:ho|', 'tags', 'ho', 'ho'],
  ['rent tag:home,wo|', 'tags', 'wo', 'wo'],
  ['rent tag:home,|', 'tags', '', ''],
  ['tag:ho|,work', 'tags', 'ho', 'ho'],
  ['tag:"ho|', 'tags', 'ho', 'ho'],
  ['project:Ho|', 'allProjects', 'Ho', 'Ho'],
  ['project:"My h|', 'allProjects', 'My h', 'My h'],
  ['project:"My h|ouse" rent', 'allProjects', 'My h', 'My house'],
  ['project:"My h|ouse rent', 'allProjects', 'My h', 'My house'],
  ['project:"a, b",Ho|', 'allProjects', 'Ho', 'Ho'],
  ['project:"the ""x|', 'allProjects', 'the "x', 'the "x'],
  ['"exact words" project:Ho|', 'allProjects', 'Ho', 'Ho'],
])('a name is being typed in %s', (marked, names, typed, whole) => {
  expect(at(marked).token).toMatchObject({ names, typed, whole });
});

test.each([
  ['is:o|', 'open', 'o'],
  ['-is:|', 'blocked', ''],
  ['priority:h|', 'high', 'h'],
  ['has:d|', 'due', 'd'],
  ['no:p|', 'project', 'p'],
  ['sort:d|', 'due', 'd'],
  ['sort:-|', 'due', ''],
  ['sort:due,-c|', 'created', 'c'],
])('a word is being typed in %s', (marked, word, typed) => {
  const { token } = at(marked);
  expect(token?.names).toContain(word);
  expect(token?.typed).toBe(typed);
});

test.each([
  '|',
  'tag|',
  'rent|',
  '|tag:home',
  'tag:home |',
  'tag|:home',
  'due:fr|',
  'constructor:a|',
  ':a|',
  '- a|',
  '"tag:ho|',
  '"tag:ho|" x',
  'project:"My house"|',
  'project:|"My house"',
])('no name is being typed in %s', (marked) => {
  expect(at(marked).token).toBeUndefined();
});

test.each([
  ['tag:ho|', 'home', 'tag:home |'],
  ['tag:ho| rent', 'home', 'tag:home |rent'],
  ['tag:ho|,work', 'home', 'tag:home|,work'],
  ['-project:my|', 'My house', '-project:"My house" |'],
  ['project:my|', 'a,b', 'project:"a,b" |'],
  ['project:my|', '"x" y', 'project:"""x"" y" |'],
  ['project:my|', '5"', 'project:5" |'],
  ['project:"My h|', 'House', 'project:House |'],
  ['project:"My h| "exact words"', 'My house', 'project:"My house" |"exact words"'],
  ['is:o|', 'open', 'is:open |'],
  ['sort:-d|', 'due', 'sort:-due |'],
])('in %s, %s is taken', (marked, name, expected) => {
  expect(taken(marked, name)).toBe(expected);
});

test('before the server has said what there is, names are found and words are not', () => {
  const tokenAt = queryTokenIn([]);
  expect(tokenAt('tag:ho', 6)?.names).toBe('tags');
  expect(tokenAt('is:o', 4)).toBeUndefined();
});

test('wherever the caret is, a token is around it', () => {
  const text = 'rent -tag:a,"b",c "project:x" project:"My ""h""",y : is: sort:-due,-x - "z tag:a';
  for (let caret = 0; caret <= text.length; caret += 1) {
    const token = queryTokenAt(text, caret);
    if (!token) continue;
    expect(token.start).toBeLessThanOrEqual(caret);
    expect(token.end).toBeGreaterThanOrEqual(caret);
    expect(':,-').toContain(text[token.start - 1]);
  }
});
