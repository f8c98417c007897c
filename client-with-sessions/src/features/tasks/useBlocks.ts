import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ListedTask } from '../../changes/listData';
import { focusedTask } from './rowFocus';

/** How many rows come and go together. */
const ROWS = 40;
/** Up to here a list is shown whole. */
const MOST_WHOLE = 150;
/** How far from what is seen rows are there already. */
const MARGIN_PX = 1_500;
const ROW_PX = 44;
/** What is shown at once when a page opens; the rest follows a frame later. */
const FIRST: ReadonlySet<number> = new Set([0]);

/** Some rows of a long list. */
export interface Block {
  tasks: ListedTask[];
  /** How much room it takes while its rows are not there. */
  height: number | undefined;
}

/**
 * Cuts a long list into blocks, of which only those near what is seen have rows: thousands of rows
 * would make every key wait for the browser. What holds the focus, is about to, or is edited, stays.
 */
export function useBlocks(
  list: RefObject<HTMLElement | null>,
  tasks: ListedTask[],
  edited: number | undefined,
  wanted: number | undefined,
): Block[] {
  const [shown, setShown] = useState<ReadonlySet<number>>(FIRST);
  const heights = useRef(new Map<number, number>());
  const isWhole = tasks.length <= MOST_WHOLE;
  const parts = useMemo(() => (isWhole ? [tasks] : partsOf(tasks)), [isWhole, tasks]);

  const wantedBlock = parts.findIndex((part) => part.some(({ id }) => id === wanted));
  if (wantedBlock >= 0 && !shown.has(wantedBlock)) setShown(new Set([...shown, wantedBlock]));

  useLayoutEffect(() => {
    if (isWhole) return;
    for (const [index, part] of parts.entries()) {
      const height = shown.has(index) ? measure(list.current, part) : undefined;
      if (height !== undefined) heights.current.set(index, height);
    }
  });

  useEffect(() => {
    if (isWhole) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const next = nearBlocks(parts, heights.current, top);
      setShown((before) => (isSame(before, next) ? before : next));
    };
    const lookSoon = () => {
      frame ||= requestAnimationFrame(look);
    };
    // Not before what there is to see first is on the screen.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(look);
    });
    window.addEventListener('scroll', lookSoon, { passive: true });
    window.addEventListener('resize', lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', lookSoon);
      window.removeEventListener('resize', lookSoon);
    };
  }, [isWhole, parts, list]);

  return parts.map((part, index) => {
    const hasRows = isWhole || shown.has(index) || part.some(({ id }) => id === edited);
    return {
      tasks: part,
      height: hasRows ? undefined : heightOf(part, heights.current.get(index)),
    };
  });
}

/** The blocks near what is seen, and the one that holds the focus. */
function nearBlocks(
  parts: ListedTask[][],
  heights: ReadonlyMap<number, number>,
  top: number,
): Set<number> {
  const near = new Set<number>();
  const focused = focusedTask();
  let at = top;
  for (const [index, part] of parts.entries()) {
    const end = at + heightOf(part, heights.get(index));
    const isNear = end > -MARGIN_PX && at < window.innerHeight + MARGIN_PX;
    if (isNear || part.some(({ id }) => id === focused)) near.add(index);
    at = end;
  }
  return near;
}

function heightOf(part: ListedTask[], measured: number | undefined): number {
  return measured ?? part.length * ROW_PX;
}

function measure(list: HTMLElement | null, part: ListedTask[]): number | undefined {
  const [first] = part;
  const last = part.at(-1);
  const begin = first && list?.querySelector<HTMLElement>(`[data-task="${first.id}"]`);
  const end = last && list?.querySelector<HTMLElement>(`[data-task="${last.id}"]`);
  if (!begin || !end) return undefined;
  return end.getBoundingClientRect().bottom - begin.getBoundingClientRect().top;
}

function partsOf(tasks: ListedTask[]): ListedTask[][] {
  const count = Math.ceil(tasks.length / ROWS);
  return Array.from({ length: count }, (_, index) => tasks.slice(index * ROWS, (index + 1) * ROWS));
}

function isSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((index) => other.has(index));
}
