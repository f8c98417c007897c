import { expect, test } from 'vitest';
import type { TimeEntry } from '../../api/types';
import { focusPhase } from './focus';
import type { ShownTimer } from './timer';

const NINE = Date.parse('2026-11-27T09:00:00Z');
const MINUTE = 60_000;

function timer(change: Partial<ShownTimer>): ShownTimer {
  return {
    now: '2026-11-27T09:00:00Z',
    ahead: 0,
    running: null,
    task: null,
    last: null,
    away_since: null,
    pause: null,
    ...change,
  };
}

function block(target: number | null): Partial<ShownTimer> {
  return { running: { started_at: '2026-11-27T09:00:00Z', target } as TimeEntry };
}

const PAUSE = { pause: { started_at: '2026-11-27T09:00:00Z', minutes: 5, cycle: 1 } };

test.each([
  ['nothing', timer({}), NINE, { kind: 'idle' }],
  ['a block that began', timer(block(25)), NINE, { kind: 'block', left: 1_500 }],
  ['a block', timer(block(25)), NINE + 10 * MINUTE, { kind: 'block', left: 900 }],
  ['a tab that slept', timer(block(25)), NINE + 90 * MINUTE, { kind: 'block', left: -3_900 }],
  ['a clock behind', timer({ ...block(25), ahead: MINUTE }), NINE, { kind: 'block', left: 1_440 }],
  ['a clock put back', timer(block(25)), NINE - MINUTE, { kind: 'block', left: 1_500 }],
  ['no target', timer(block(null)), NINE + MINUTE, { kind: 'open', run: 60 }],
  ['a break', timer(PAUSE), NINE + MINUTE, { kind: 'break', left: 240 }],
  ['a break that is over', timer(PAUSE), NINE + 6 * MINUTE, { kind: 'break', left: -60 }],
  ['a break long ago', timer(PAUSE), NINE + 60 * MINUTE, { kind: 'idle' }],
  ['both', timer({ ...block(25), ...PAUSE }), NINE, { kind: 'block', left: 1_500 }],
])('%s', (_, shown, now, expected) => {
  expect(focusPhase(shown, now)).toEqual(expected);
});
