import { expect, test } from 'vitest';
import { withAddresses } from './addresses';

const inShort = (text: string) =>
  withAddresses(text)
    .map((piece) => (piece.href === undefined ? piece.text : `[${piece.href}]`))
    .join('');

test.each([
  ['Read https://x.y/a?b=c#d today', 'Read [https://x.y/a?b=c#d] today'],
  ['See HTTP://x.y.', 'See [HTTP://x.y].'],
  ['(http://x.y/a), http://x.y/b_(c)!', '([http://x.y/a]), [http://x.y/b_(c)]!'],
  ['http://a.b http://c.d', '[http://a.b] [http://c.d]'],
  ['no javascript:alert(1) x.y http:// ftp://x.y', 'no javascript:alert(1) x.y http:// ftp://x.y'],
  ['Buy milk', 'Buy milk'],
])('%j has the addresses of %j', (text, expected) => {
  expect(inShort(text)).toBe(expected);
  expect(
    withAddresses(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});
