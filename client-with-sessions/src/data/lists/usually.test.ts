import { expect, test } from 'vitest';
import type { Calibration, Factor } from '../../api/types';
import { type Estimated, usually } from './usually';

function factor(to_use: number | null, count = 12): Factor {
  const confidence = count < 8 ? 'early' : to_use === null ? 'mixed' : 'known';
  return { count, median: 1, lower: 1, upper: 1, confidence, to_use };
}

function calibration(change: Partial<Calibration>): Calibration {
  return { account: null, projects: [], tags: [], bands: [], ...change };
}

const HOUR: Estimated = { estimate: 60, tags: ['writing', 'work'], project: 1 };
const account = factor(1.2, 40);
const projects = [{ project_id: 1, factor: factor(1.5, 9) }];
const writing = { tag: 'writing', factor: factor(1.7) };

test.each<[string, Calibration, [number, number] | undefined]>([
  ['nothing known', calibration({}), undefined],
  ['the account', calibration({ account }), [70, 40]],
  ['its project', calibration({ account, projects }), [90, 9]],
  ['its tag', calibration({ account, projects, tags: [writing] }), [100, 12]],
  [
    'of several tags the one with the most tasks',
    calibration({ tags: [writing, { tag: 'work', factor: factor(0.5, 20) }] }),
    [30, 20],
  ],
  [
    'too few tasks of a tag',
    calibration({ account, tags: [{ tag: 'writing', factor: factor(null, 7) }] }),
    [70, 40],
  ],
  [
    'tasks of a tag that have nothing in common',
    calibration({ account, tags: [{ tag: 'writing', factor: factor(null, 12) }] }),
    undefined,
  ],
  ['another tag', calibration({ tags: [{ ...writing, tag: 'home' }] }), undefined],
  ['as estimated', calibration({ account: factor(1) }), undefined],
  ['early', calibration({ account: factor(null, 5) }), undefined],
])('%s', (_, known, expected) => {
  const usual = usually(known, HOUR);
  expect(usual && [usual.minutes, usual.count]).toEqual(expected);
});

test.each([
  [5, 1.3, 7],
  [15, 1.7, 25],
  [1, 0.5, undefined],
  [480, 1.1, 525],
  [60_000, 2, undefined],
])('%i minutes, %f times as much', (estimate, to_use, minutes) => {
  const known = calibration({ account: factor(to_use) });
  expect(usually(known, { estimate, tags: [], project: null })?.minutes).toBe(minutes);
});
