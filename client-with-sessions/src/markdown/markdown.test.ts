import { expect, test } from 'vitest';
import { type Part, readMarkdown, withTick } from './markdown';

/** The parts in short: <p>Read <a http://x.y/>this</a></p>. */
function short(parts: Part[] | undefined): string {
  return (parts ?? [])
    .map(({ tag, text, parts, href, task }) => {
      const inner = text + short(parts);
      const box = task ? ` ${task.isDone ? 'x' : 'o'}${task.line}` : '';
      return tag === '' ? inner : `<${tag}${href ? ` ${href}` : ''}${box}>${inner}</${tag}>`;
    })
    .join('');
}

const shown = (text: string) => short(readMarkdown(text));

test.each([
  ['**Bold**, _soft_ and ~~gone~~', '<p><strong>Bold</strong>, <em>soft</em> and <s>gone</s></p>'],
  ['# One\n`code`', '<h1>One</h1><p><code>code</code></p>'],
  ['> said\n\n---', '<blockquote><p>said</p></blockquote><hr></hr>'],
  ['one\ntwo', '<p>one<br></br>two</p>'],
  ['- a\n- b\n  - c', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
  ['```\nlet x\n```', '<pre>let x\n</pre>'],
  ['- [ ] a\n- [X] b', '<ul><li o0>a</li><li x1>b</li></ul>'],
  [
    '- [ ] a\n\n  more [ ]\n\n- [ ]',
    '<ul><li o0><p>a</p><p>more [ ]</p></li><li o4><p></p></li></ul>',
  ],
  ['See https://x.y/z?a=b.', '<p>See <a https://x.y/z?a=b>https://x.y/z?a=b</a>.</p>'],
  ['[this](http://x.y) a@b.de', '<p><a http://x.y>this</a> <a mailto:a@b.de>a@b.de</a></p>'],
  ['notes.md', '<p>notes.md</p>'],
  ['    indented', '<p>indented</p>'],
])('%j is shown as %s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each([
  ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
  ['[a](JaVaScRiPt:alert(1))', '<p>[a](JaVaScRiPt:alert(1))</p>'],
  ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
  ['[a](/settings)', '<p>[a](/settings)</p>'],
  ['[a]\n\n[a]: javascript:alert(1)', '<p>[a]</p><p>[a]: javascript:alert(1)</p>'],
  ['<javascript:alert(1)>', '<p><javascript:alert(1)></p>'],
  ['<script>alert(1)</script>', '<p><script>alert(1)</script></p>'],
  ['<img src=x onerror=alert(1)>', '<p><img src=x onerror=alert(1)></p>'],
  ['![cat](https://x.y/cat.png)', '<p><a https://x.y/cat.png>cat</a></p>'],
  ['![](https://x.y/cat.png)', '<p><a https://x.y/cat.png>https://x.y/cat.png</a></p>'],
])('%j does nothing: %s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('a tick changes one box and nothing else', () => {
  const text = 'Pack [ ]:\r\n- [ ] a [ ]\r\n> 1. - [x] b\n';
  expect(withTick(text, 1, true)).toBe('Pack [ ]:\r\n- [x] a [ ]\r\n> 1. - [x] b\n');
  expect(withTick(text, 2, false)).toBe('Pack [ ]:\r\n- [ ] a [ ]\r\n> 1. - [ ] b\n');
  expect(withTick(text, 0, true)).toBe(text);
});

/** How many parts there are, and how deep they are. */
function sizeOf(parts: Part[], depth = 1): [count: number, depth: number] {
  return parts.reduce<[number, number]>(
    ([count, deepest], part) => {
      const [inside, deep] = sizeOf(part.parts, depth + 1);
      return [count + 1 + inside, Math.max(deepest, deep)];
    },
    [0, depth - 1],
  );
}

test.each([
  '>',
  '> ',
  '- ',
  '1. ',
  '*',
  '*a_',
  '[',
  '![',
  '[a](',
  '`` ',
  '- [ ] a\n',
  '|a',
  'http://a.',
  '<a ',
])('50,000 characters of %j are no more work than they are characters', (piece) => {
  const text = piece.repeat(50_000 / piece.length);
  const parts = readMarkdown(text);
  const [count, depth] = sizeOf(parts ?? []);
  expect(count).toBeLessThanOrEqual(text.length);
  expect(depth).toBeLessThanOrEqual(60);
});

test('what is nested too deeply is shown as it was typed, so that nothing of it is lost', () => {
  expect(readMarkdown(`${'> '.repeat(100)}deep`)).toBeUndefined();
  expect(shown(`${'> '.repeat(10)}deep`)).toContain('deep');
});
