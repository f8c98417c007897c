import { expect, test } from 'vitest';
import { makeVersions } from './versions';

test('a change that waited follows those that were made before it', () => {
  const versions = makeVersions();
  versions.follow(1, 5, 8);
  versions.follow(1, 8, 9);
  expect(versions.latest(1, 5)).toBe(9);
  expect(versions.latest(1, 8)).toBe(9);
});

test('what was changed elsewhere in between is not followed', () => {
  const versions = makeVersions();
  // Version 6 came from elsewhere, and the change was sent again on top of it.
  versions.follow(1, 6, 7);
  expect(versions.latest(1, 5)).toBe(5);
});

test('each task has its own', () => {
  const versions = makeVersions();
  versions.follow(1, 5, 8);
  expect(versions.latest(2, 5)).toBe(5);
});

test('a change that changed nothing leads nowhere', () => {
  const versions = makeVersions();
  versions.follow(1, 5, 5);
  expect(versions.latest(1, 5)).toBe(5);
});
