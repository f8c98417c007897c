import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedTask } from '../../../data/lists/listData';
import { focusedTask } from '../row/rowFocus';

/** How many rows come and go together. */
const ROWS = 20;
/** Up to here a page is shown whole. */
const MOST_WHOLE = 150;
/** How far from what is seen rows are there already. */
const MARGIN_PX = 1_500;
const ROW_PX = 44;

/** Some rows of a long list. */
export interface Block {
  /** The list it is of, and which of its blocks it is. */
  key: string;
  tasks: ListedTask[];
  /** How much room it takes while its rows are not there. */
  height: number | undefined;
}

type Part = Omit<Block, 'height'>;

/**
 * Cuts the lists of a long page into blocks, of which only those near what is seen have rows:
 * thousands of rows would make every key wait for the browser. What holds the focus, is about to,
 * or is edited, stays.
 */
export function useBlocks(
  page: RefObject<HTMLElement | null>,
  lists: readonly { id: string; tasks: ListedTask[] }[],
  edited: number | undefined,
  wanted: number | undefined,
): { blocks: Block[][]; isWhole: boolean } {
  const isWhole = lists.reduce((sum, { tasks }) => sum + tasks.length, 0) <= MOST_WHOLE;
  const parts = useMemo(() => lists.map(({ id, tasks }) => partsOf(id, tasks)), [lists]);
  // Nothing of a page that has just grown goes before it is known what is seen.
  const [shown, setShown] = useState<ReadonlySet<string> | undefined>(() =>
    isWhole ? undefined : firstOf(parts),
  );
  const heights = useRef(new Map<string, number>());

  useEffect(() => {
    if (isWhole) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!page.current) return;
      const next = nearParts(page.current, parts, heights.current);
      setShown((before) => (before && isSame(before, next) ? before : next));
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
  }, [isWhole, parts, page]);

  // Asked while rendering: what holds the focus may be in another block from now on.
  const kept = [wanted, edited, isWhole ? undefined : focusedTask()];
  const blockOf = (part: Part): Block => {
    const isKept = kept.some((task) => holds(part, task));
    const hasRows = isWhole || !shown || isKept || shown.has(part.key);
    const height = heights.current.get(part.key) ?? part.tasks.length * ROW_PX;
    return { ...part, height: hasRows ? undefined : height };
  };
  return { blocks: parts.map((list) => list.map(blockOf)), isWhole };
}

/** The parts near what is seen, and the one that holds the focus; notes how high those with rows are. */
function nearParts(
  page: HTMLElement,
  parts: readonly Part[][],
  heights: Map<string, number>,
): Set<string> {
  const near = new Set<string>();
  const focused = focusedTask();
  const elements = elementsOf(page);
  for (const part of parts.flat()) {
    const first = elements.get(part.tasks[0]?.id);
    const last = elements.get(part.tasks.at(-1)?.id);
    // One that is not there yet comes to where the others are.
    if (!first || !last) {
      near.add(part.key);
      continue;
    }
    const { top } = first.getBoundingClientRect();
    const { bottom } = last.getBoundingClientRect();
    heights.set(part.key, bottom - top);
    const isNear = bottom > -MARGIN_PX && top < window.innerHeight + MARGIN_PX;
    if (isNear || holds(part, focused)) near.add(part.key);
  }
  return near;
}

/** Where each task is: its row, or what keeps the room of the block that it is in. */
function elementsOf(page: HTMLElement): Map<number | undefined, HTMLElement> {
  const elements = new Map<number | undefined, HTMLElement>();
  for (const element of page.querySelectorAll<HTMLElement>('[data-task], [data-tasks]')) {
    const { task, tasks = '' } = element.dataset;
    const ids = task === undefined ? tasks.split(' ') : [task];
    for (const id of ids) elements.set(Number(id), element);
  }
  return elements;
}

function partsOf(id: string, tasks: ListedTask[]): Part[] {
  return Array.from({ length: Math.ceil(tasks.length / ROWS) }, (_, index) => ({
    key: `${id}/${index}`,
    tasks: tasks.slice(index * ROWS, (index + 1) * ROWS),
  }));
}

/** What is shown at once when a page opens; the rest follows a frame later. */
function firstOf(parts: readonly Part[][]): Set<string> {
  const first = new Set<string>();
  let height = 0;
  for (const { key, tasks } of parts.flat()) {
    if (height >= window.innerHeight) break;
    first.add(key);
    height += tasks.length * ROW_PX;
  }
  return first;
}

function holds({ tasks }: Part, task: number | undefined): boolean {
  return task !== undefined && tasks.some(({ id }) => id === task);
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}
