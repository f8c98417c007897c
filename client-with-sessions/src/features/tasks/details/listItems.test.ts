import { expect, test } from 'vitest';
import { listItems, takeLines } from './listItems';

const LIST = '- [ ] Cake\n- Drinks\n  - Ice\n1. Invite Ana';

test('the items of a list are found, and nothing else', () => {
  expect(listItems(`Plan:\n${LIST}\n-5 °C\n---\n2026. A year`)).toEqual(LIST.split('\n'));
});

test('lines are taken out of a text as far as it still has them', () => {
  expect(takeLines(`Soon\n\n${LIST}\n\nLater`, LIST.split('\n'))).toEqual({
    taken: LIST.split('\n'),
    rest: 'Soon\n\nLater',
  });
  expect(takeLines('- a\r\n- b', ['- b', '- c'])).toEqual({ taken: ['- b'], rest: '- a' });
  expect(takeLines('- a\n- a', ['- a', '- a', '- a'])).toEqual({
    taken: ['- a', '- a'],
    rest: null,
  });
});
