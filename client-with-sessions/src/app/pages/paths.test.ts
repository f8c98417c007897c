import { expect, test } from 'vitest';
import { paths, safeNext } from './paths';

test.each(['/app', '/app/settings', '/app/tasks?status=done', '/app/tasks#main'])(
  'goes on to %s, a page of this app',
  (next) => {
    expect(safeNext(next)).toBe(next);
  },
);

test.each([
  ['nothing', undefined],
  ['what is not text', 7],
  ['another site', 'https://example.com/app/tasks'],
  ['another site without its scheme', '//example.com/app/tasks'],
  ['another site behind a backslash', '/\\example.com/app/tasks'],
  ['another site behind a tab', '/\t/example.com/app/tasks'],
  ['a script', 'javascript:alert(1)'],
  ['an endpoint', '/logout'],
  ['an endpoint by a detour', '/app/../logout'],
  ['a page that only begins alike', '/application'],
  ['the login itself', '/app/login?next=/app/login'],
  ['the sign-up', '/app/signup'],
  ['what is no address', 'http://['],
])('does not follow %s', (_, next) => {
  expect(safeNext(next)).toBe(paths.today);
});
