import { expect, test } from 'vitest';
import { readSpan } from './spans';

test.each([
  ['9:30–11', { from: '09:30', to: '11:00' }],
  ['9.30 - 11:15', { from: '09:30', to: '11:15' }],
  ['2pm to 3:30pm', { from: '14:00', to: '15:30' }],
  ['22:00-1:30', { from: '22:00', to: '01:30' }],
  ['45m', { minutes: 45 }],
  ['1h30', { minutes: 90 }],
  ['1,5 h', { minutes: 90 }],
])('reads %s', (text, span) => {
  expect(readSpan(text)).toEqual(span);
});

test.each(['', '9', '9-', '25:00-26:00', '9-10-11', 'soon', '9-9', '0m'])(
  'refuses “%s”',
  (text) => {
    expect(readSpan(text)).toBeUndefined();
  },
);
