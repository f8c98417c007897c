import { describe, expect, test } from 'vitest';
import { ApiError, isSessionEnded, readError, toProblem, UnreachableError } from './errors';

describe('a refusal', () => {
  test('is told in the sentence of the server', () => {
    const error = readError(new Response(null, { status: 409 }), {
      error: 'That username is taken.',
      errors: ['That username is taken.'],
    });
    expect(toProblem(error)).toEqual({ message: 'That username is taken.', fields: {} });
  });

  test('keeps the sentences of each field', () => {
    const fields = { title: ['A task needs a title.', 'It must not be blank.'] };
    const error = readError(new Response(null, { status: 422 }), { error: 'No title.', fields });
    expect(toProblem(error).fields).toEqual(fields);
  });

  test('keeps how long to wait', () => {
    const response = new Response(null, { status: 429, headers: { 'Retry-After': '12' } });
    const error = readError(response, { error: 'Too many attempts. Try again in 12 s.' });
    expect(toProblem(error).message).toBe('Too many attempts. Try again in 12 s.');
    expect(error.retryAfter).toBe(12);
  });

  test.each([
    ['a page of a proxy', '<html>Bad gateway</html>'],
    ['nothing', undefined],
    ['something else entirely', { error: { code: 7 }, fields: 'none' }],
  ])('is a sentence also when the body is %s', (_, body) => {
    const error = readError(new Response(null, { status: 500 }), body);
    expect(toProblem(error)).toEqual({
      message: 'Something went wrong on the server. Try again in a moment.',
      fields: {},
    });
  });
});

test('an answer that did not come is not taken for a refusal', () => {
  expect(toProblem(new UnreachableError()).message).toBe('The server can’t be reached.');
});

test('an error of the page itself shows nothing of its inside', () => {
  expect(toProblem(new TypeError('x is undefined')).message).not.toContain('undefined');
});

test('only 401 means that the session has ended', () => {
  expect(isSessionEnded(new ApiError(401, 'Log in first.'))).toBe(true);
  expect(isSessionEnded(new ApiError(403, 'Admins only.'))).toBe(false);
  expect(isSessionEnded(new UnreachableError())).toBe(false);
});
