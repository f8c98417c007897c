import { afterEach, expect, test } from 'vitest';
import type { Drops } from '../../selection/Drops';
import { targetAt } from './targetAt';

const ROW_PX = 40;
const DROPS: Drops = { beside: () => {}, into: () => {}, takesParts: true };

/** A row and what is around it, with the pointer over the row. */
function show(html: string, selector: string): void {
  document.body.innerHTML = html;
  const row = document.querySelector<HTMLElement>(selector);
  if (row) row.getBoundingClientRect = () => ({ top: 0, height: ROW_PX }) as DOMRect;
  document.elementFromPoint = () => row;
}

const at = (y: number, drops: Drops | undefined, canHold = true, ids = [1]) => {
  const target = targetAt({ x: 10, y }, { ids, canHold: () => canHold }, drops);
  if (!target) return undefined;
  const { element: _, ...rest } = target;
  return rest;
};

afterEach(() => {
  document.body.innerHTML = '';
});

test('the edges of a row are beside it, its middle is in it', () => {
  show('<main><li data-task="2"></li></main>', '[data-task]');
  expect(at(4, DROPS)).toEqual({ kind: 'beside', id: 2, side: 'above' });
  expect(at(20, DROPS)).toEqual({ kind: 'partOf', id: 2 });
  expect(at(36, DROPS)).toEqual({ kind: 'beside', id: 2, side: 'below' });
});

test('a task goes neither into its own part nor beside itself', () => {
  show('<main><li data-task="2"></li></main>', '[data-task]');
  expect(at(20, DROPS, false)).toEqual({ kind: 'beside', id: 2, side: 'below' });
  expect(at(4, DROPS, false, [2])).toBeUndefined();
  expect(at(20, { ...DROPS, beside: undefined }, false)).toBeUndefined();
});

test('a day takes what is not on it yet', () => {
  const day = '<main><section data-takes="2026-11-28"><li data-task="2"></li></section></main>';
  show(day, '[data-task]');
  const drops = { ...DROPS, beside: undefined };
  expect(at(4, drops)).toEqual({ kind: 'into', part: '2026-11-28' });
  expect(at(4, drops, true, [2])).toBeUndefined();
});

test('a page beside the list takes tasks, whatever the page shown does', () => {
  show('<nav><a data-place="today"><b></b></a></nav>', 'b');
  expect(at(4, undefined)).toEqual({ kind: 'place', place: 'today' });
});

test('cards in manual order take others beside them, also between two and below the last', () => {
  const card = '<li data-task="2"></li>';
  show(`<main><section data-takes="high" data-ordered>${card}</section></main>`, '[data-task]');
  const drops = { ...DROPS, takesParts: false };
  expect(at(20, drops)).toEqual({ kind: 'beside', id: 2, side: 'below' });
  document.elementFromPoint = () => document.querySelector('[data-takes]');
  const box = { top: 0, bottom: ROW_PX, height: ROW_PX } as DOMRect;
  const row = document.querySelector<HTMLElement>('[data-task]');
  if (row) row.getBoundingClientRect = () => box;
  expect(at(90, drops)).toEqual({ kind: 'beside', id: 2, side: 'below' });
  expect(at(90, drops, true, [2])).toBeUndefined();
});

test('cards in another order take others into their column', () => {
  show('<main><section data-takes="later"><li data-task="2"></li></section></main>', '[data-task]');
  expect(at(20, { ...DROPS, takesParts: false })).toEqual({ kind: 'into', part: 'later' });
});
