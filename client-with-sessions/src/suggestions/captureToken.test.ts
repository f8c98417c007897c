import { expect, test } from 'vitest';
import { captureTokenAt } from './captureToken';
import { editOf } from './token';

/** The caret is where the bar stands. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, caret, token: captureTokenAt(text, caret) };
}

function taken(marked: string, name: string): string | undefined {
  const { text, token } = at(marked);
  if (!token) return undefined;
  const edit = editOf(text, token, name);
  return `${text.slice(0, edit.from)}${edit.text}|${text.slice(edit.to)}`;
}

test.each([
  ['#|', 'tags', '', ''],
  ['#ho|', 'tags', 'ho', 'ho'],
  ['#ho|me', 'tags', 'ho', 'home'],
  ['Pay #home/ga|', 'tags', 'home/ga', 'home/ga'],
  ['Pay (soon) #ho|, then go', 'tags', 'ho', 'ho'],
  ['One #home\n\t#wo|', 'tags', 'wo', 'wo'],
  ['One #wo|\n+House', 'tags', 'wo', 'wo'],
  ['- #wo|', 'tags', 'wo', 'wo'],
  ['+|', 'projects', '', ''],
  ['Pay +Ho| now', 'projects', 'Ho', 'Ho'],
  ['+"|', 'projects', '', ''],
  ['+"My h|', 'projects', 'My h', 'My h'],
  ['+"My h|" now', 'projects', 'My h', 'My h'],
  ['+"My h|ouse" now', 'projects', 'My h', 'My house'],
  ['+"My h|ouse now', 'projects', 'My h', 'My house'],
  ['+“My h|', 'projects', 'My h', 'My h'],
  ['+“My h|ouse”', 'projects', 'My h', 'My house'],
  ['5" pipe #ho|', 'tags', 'ho', 'ho'],
  ['"as it is" #ho|', 'tags', 'ho', 'ho'],
])('a name is being typed in %s', (marked, names, typed, whole) => {
  expect(at(marked).token).toMatchObject({ names, typed, whole });
});

test.each([
  '|',
  'ho|',
  '|#home',
  '#home |',
  '#home,|',
  '#home.|',
  '\\#ho|',
  '\\+Ho|',
  'issue#ho|',
  'a+b|',
  '"see #ho|',
  '"see #ho|" now',
  '“see +Ho|” now',
  'say"see #ho|" now',
  '+"My house"|',
  '+"My house" |',
  '|+"My house"',
  '+|"My house"',
  '!hi|',
  '~1|',
])('no name is being typed in %s', (marked) => {
  expect(at(marked).token).toBeUndefined();
});

test.each([
  ['#ho|', 'home', '#home |'],
  ['#ho|me now', 'home', '#home |now'],
  ['#ho|, now', 'home', '#home|, now'],
  ['One #ho|\nTwo', 'home', 'One #home |\nTwo'],
  ['One\nTwo #ho| now', 'home', 'One\nTwo #home |now'],
  ['+my|', 'My house', '+"My house" |'],
  ['+my|', 'Größe-2', '+Größe-2 |'],
  ['+my|', '2026', '+"2026" |'],
  ['+my|', 'etc.', '+"etc." |'],
  ['+my|', 'The "x"', '+“The "x"” |'],
  ['+"My h|', 'My house', '+"My house" |'],
  ['+"My h|ouse now', 'My house', '+"My house" |now'],
  ['+"My h|ouse" now', 'House', '+House |now'],
  ['+"My h| "as it is"', 'My house', '+"My house" |"as it is"'],
  ['+“My h|', 'My house', '+"My house" |'],
])('in %s, %s is taken', (marked, name, expected) => {
  expect(taken(marked, name)).toBe(expected);
});

test('wherever the caret is, a token is around it', () => {
  const text = 'Pay "my #rent" +"My house" #ho, \\#me 5" +a\n  “+x” #b.c +"y\n\n#d!';
  for (let caret = 0; caret <= text.length; caret += 1) {
    const token = captureTokenAt(text, caret);
    if (!token) continue;
    expect(token.start).toBeLessThanOrEqual(caret);
    expect(token.end).toBeGreaterThanOrEqual(caret);
    expect('#+').toContain(text[token.start - 1]);
    expect(text.slice(token.start, token.end)).not.toContain('\n');
  }
});
