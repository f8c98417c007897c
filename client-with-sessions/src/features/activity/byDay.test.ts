import { expect, test } from 'vitest';
import type { ChangeGroup } from '../../api/types';
import { byDay } from './byDay';

const NOW = new Date(2026, 10, 25, 12);

function at(...when: [number, number, number, number]): ChangeGroup {
  return {
    id: 1,
    at: new Date(...when).toISOString(),
    actor: { kind: 'server', session_id: null, name: null },
    action: 'purge',
    change_count: 1,
    changes: [],
    undoes: null,
    undone_by: null,
  };
}

test('each day has one heading, in the order they come', () => {
  const days = byDay(
    [
      at(2026, 10, 25, 9),
      at(2026, 10, 25, 0),
      at(2026, 10, 24, 23),
      at(2026, 10, 18, 10),
      at(2025, 10, 18, 10),
    ],
    NOW,
  );
  expect(days.map(({ groups }) => groups.length)).toEqual([2, 1, 1, 1]);
  expect(days[0]?.heading).toBe('Today');
  expect(days[1]?.heading).toBe('Yesterday');
  expect(days[2]?.heading).toMatch(/Wednesday/);
  expect(days[3]?.heading).toMatch(/2025/);
});
