import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname);
const IMPORT = /(?:\bfrom |^import |\bimport\()'([^']+)'/gm;

interface Import {
  file: string;
  /** A path below src, or the name of a package. */
  target: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.startsWith('test/'),
);
const imports: Import[] = files.flatMap((file) => importsOf(file));

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

/** The nodes that can be reached from themselves. */
function circles(edges: [string, string][]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const leadsBack = (start: string) => {
    const seen = new Set<string>();
    const waiting = [...(next.get(start) ?? [])];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node === start) return true;
      if (seen.has(node)) continue;
      seen.add(node);
      waiting.push(...(next.get(node) ?? []));
    }
    return false;
  };
  return [...next.keys()].filter(leadsBack);
}

const own = imports.filter(({ target }) => /^\w+(?:\/|$)/.test(target) && !isPackage(target));

function isPackage(target: string): boolean {
  return !files.some((file) => file.replace(/\.tsx?$/, '') === target.replace(/\.tsx?$/, ''));
}

test('the sources are found', () => {
  expect(arrows(/^main/, /^app\//).length).toBeGreaterThan(0);
  expect(arrows(/^app\//, /^features\//).length).toBeGreaterThan(0);
  expect(arrows(/^features\//, /^data\//).length).toBeGreaterThan(0);
  expect(arrows(/^data\//, /^words\//).length).toBeGreaterThan(0);
  expect(arrows(/^features\//, /^ui\//).length).toBeGreaterThan(0);
  expect(own.length).toBeGreaterThan(files.length);
});

test('a circle is seen', () => {
  const line: [string, string][] = [
    ['a', 'b'],
    ['b', 'c'],
  ];
  expect(circles(line)).toEqual([]);
  expect(circles([...line, ['c', 'a'], ['d', 'a']])).toEqual(['a', 'b', 'c']);
});

test('no file imports itself by way of others', () => {
  const name = (file: string) => file.replace(/\.tsx?$/, '');
  expect(circles(own.map(({ file, target }) => [name(file), name(target)]))).toEqual([]);
});

test('no room imports itself by way of others', () => {
  const between = own
    .map(({ file, target }): [string, string] => [dirname(file), dirname(target)])
    .filter(([from, to]) => from !== to);
  expect(circles(between)).toEqual([]);
});

test('a feature imports no other feature', () => {
  const strays = imports.filter(({ file, target }) => {
    const feature = /^features\/[^/]+\//.exec(file)?.[0];
    return feature !== undefined && target.startsWith('features/') && !target.startsWith(feature);
  });
  expect(strays).toEqual([]);
});

test('a feature knows neither the router nor the app around it', () => {
  expect(arrows(/^features\//, /^app\/|^@tanstack\/react-router/)).toEqual([]);
});

test('what features share knows none of them', () => {
  const shared = /^(?:commands|dates|markdown|selection|suggestions)\//;
  expect(arrows(shared, /^(?:app|features)\/|^@tanstack\/react-router/)).toEqual([]);
});

test('data knows nothing of what shows it', () => {
  const shown =
    /^(?:app|features|commands|dates|markdown|selection|suggestions|ui)\/|^@tanstack\/react-router/;
  expect(arrows(/^data\//, shown)).toEqual([]);
});

test('what lists show is worked out without the server', () => {
  const others = /^(?!data\/lists\/|words\/|api\/types$|@tanstack\/react-query$)/;
  expect(arrows(/^data\/lists\//, others)).toEqual([]);
});

test('words know neither where data comes from nor where they are shown', () => {
  expect(arrows(/^words\//, /^(?!words\/|format\/|api\/types$)/)).toEqual([]);
});

test('what formats values and what reads the browser stand by themselves', () => {
  expect(arrows(/^format\//, /^(?!format\/)/)).toEqual([]);
  expect(arrows(/^browser\//, /^(?!browser\/|fonts\/|react$)/)).toEqual([]);
});

test('shared components know no router, no data, no words and no commands', () => {
  expect(arrows(/^ui\//, /^(?!ui\/|format\/|browser\/|react(?:-dom)?$)/)).toEqual([]);
});

test('the API client knows nothing of what is shown', () => {
  expect(arrows(/^api\//, /^(?!api\/|openapi-fetch$|react$)/)).toEqual([]);
});

test('only data asks the server, and only the API client knows how', () => {
  expect(arrows(/^(?!api\/|data\/)/, /^api\/client$/)).toEqual([]);
  expect(arrows(/^(?!api\/)/, /^openapi-fetch|^api\/schema/)).toEqual([]);
});
