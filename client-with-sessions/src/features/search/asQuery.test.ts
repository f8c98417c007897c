import { expect, test } from 'vitest';
import { asQuery } from './asQuery';

test.each([
  ['#home', 'tag:home'],
  ['rent #home/garden', 'rent tag:home/garden'],
  ['-#home rent', '-tag:home rent'],
  ['+House', 'project:House'],
  ['+"My house" rent', 'project:"My house" rent'],
  ['!high', 'priority:high'],
  ['!1 !LOW', 'priority:high priority:low'],
  ['#home +House !high', 'tag:home project:House priority:high'],
])('%s means %s', (typed, query) => {
  expect(asQuery(typed)).toBe(query);
});

test.each([
  'is:open tag:home due:<=+3d',
  '"exactly #this +That"',
  'tag:"a #b"',
  'C# a+b wow!',
  '# + !',
  '!soon',
  '+3',
])('%s stays as it is', (query) => {
  expect(asQuery(query)).toBe(query);
});
