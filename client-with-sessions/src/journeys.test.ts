import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const JOURNEYS = resolve(import.meta.dirname, '../e2e');
/** It needs a deadline for a server that does not start. */
const HAS_A_DEADLINE = 'server.ts';

test('journeys wait for what happens, never for time to pass', () => {
  const files = readdirSync(JOURNEYS).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(20);
  const sleepers = files.filter(
    (file) =>
      file !== HAS_A_DEADLINE &&
      /\b(?:waitForTimeout|setTimeout|sleep)\b/.test(readFileSync(join(JOURNEYS, file), 'utf8')),
  );
  expect(sleepers).toEqual([]);
});
