import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname);
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

interface Import {
  file: string;
  /** A path below src, or the name of a package. */
  target: string;
}

const imports: Import[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.startsWith('test/'))
  .flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return Array.from(text.matchAll(IMPORT), ([, name = '']) => ({
    file,
    target: name.startsWith('.') ? relative(SRC, resolve(SRC, dirname(file), name)) : name,
  }));
}

/** The imports from one place to another, as sentences. */
function arrows(from: RegExp, to: RegExp): string[] {
  return imports
    .filter(({ file, target }) => from.test(file) && to.test(target))
    .map(({ file, target }) => `${file} imports ${target}`);
}

test('the sources are found', () => {
  expect(arrows(/^main/, /^app\//).length).toBeGreaterThan(0);
  expect(arrows(/^app\//, /^features\//).length).toBeGreaterThan(0);
  expect(arrows(/^features\//, /^ui\//).length).toBeGreaterThan(0);
});

test('a feature imports no other feature', () => {
  const strays = imports.filter(({ file, target }) => {
    const own = /^features\/[^/]+\//.exec(file)?.[0];
    return own !== undefined && target.startsWith('features/') && !target.startsWith(own);
  });
  expect(strays).toEqual([]);
});

test('a feature knows neither the router nor the app around it', () => {
  expect(arrows(/^features\//, /^app\/|^@tanstack\/react-router/)).toEqual([]);
});

test('what changes data knows no page', () => {
  expect(arrows(/^changes\//, /^(?:app|features)\/|^@tanstack\/react-router/)).toEqual([]);
});

test('what features share knows none of them', () => {
  const shared = /^(?:commands|selection|queries|opening|suggestions)\//;
  expect(arrows(shared, /^(?:app|features)\/|^@tanstack\/react-router/)).toEqual([]);
});

test('what changes data and shared components know no commands and no selection', () => {
  expect(
    arrows(/^(?:changes|ui|api)\//, /^(?:commands|selection|queries|opening|suggestions)\//),
  ).toEqual([]);
});

test('shared components know no router, no queries and no API', () => {
  expect(arrows(/^ui\//, /^(?:app|features|changes|api)\/|^@tanstack\/|^openapi-fetch/)).toEqual(
    [],
  );
});

test('the API client knows nothing of what is shown', () => {
  expect(arrows(/^api\//, /^(?:app|features|changes|ui)\/|^@tanstack\//)).toEqual([]);
});

test('only the API client speaks to the server', () => {
  expect(arrows(/^(?!api\/)/, /^openapi-fetch|^api\/schema/)).toEqual([]);
});
