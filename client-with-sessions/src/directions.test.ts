import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname);
const FIELD = /<(?:input|textarea)\b[\s\S]*?\n?\s*\/>/g;
/** Fields without text of the user's own. */
const NO_TEXT = /\btype=(?:"(?:checkbox|radio|date|time|number)"|\{kind\})|\bhidden\b/;
/** Dates, times and numbers, whatever its type. */
const SETTLED = 'features/tasks/details/SettledInput.tsx';

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.tsx') && !file.includes('.test.') && !file.startsWith('test/'),
);

test('every field for text begins where its language does', () => {
  const fields = sources.flatMap((file) =>
    Array.from(readFileSync(join(SRC, file), 'utf8').matchAll(FIELD), ([field]) => ({
      file,
      field,
    })),
  );
  expect(fields.length).toBeGreaterThan(10);
  const ofText = fields.filter(({ file, field }) => file !== SETTLED && !NO_TEXT.test(field));
  expect(ofText.length).toBeGreaterThan(8);
  expect(ofText.filter(({ field }) => !field.includes('dir="auto"'))).toEqual([]);
});
