import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedTask } from '../../../data/lists/listData';
import { useIsPrinting } from '../../../ui/useIsPrinting';
import { focusedTask } from '../row/rowFocus';

/** How many rows are rendered and removed together. */
const ROWS = 20;
/** Up to this many rows, all of them are rendered. */
const MOST_WHOLE = 150;
/** How far outside the screen rows are rendered. */
const MARGIN_PX = 1_500;
const ROW_PX = 44;

/** Successive rows of a long list. */
export interface Block {
  /** The index of its list, and its own in that list. */
  key: string;
  tasks: ListedTask[];
  /** The height that it takes while its rows are not rendered. */
  height: number | undefined;
}

type Part = Omit<Block, 'height'>;

/**
 * Splits the lists of a long page into blocks and renders only those near the screen, because with
 * thousands of rows every key press would lag. A row that has or will get the focus, or is being
 * edited, stays rendered.
 */
export function useBlocks(
  page: RefObject<HTMLElement | null>,
  lists: readonly { id: string; tasks: ListedTask[] }[],
  edited: number | undefined,
  wanted: number | undefined,
): { blocks: Block[][]; isWhole: boolean } {
  const isPrinting = useIsPrinting();
  const count = lists.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const isWhole = isPrinting || count <= MOST_WHOLE;
  const parts = useMemo(() => lists.map(({ id, tasks }) => partsOf(id, tasks)), [lists]);
  // A page that has just grown keeps its rows until it knows which are on the screen.
  const [shown, setShown] = useState<ReadonlySet<string> | undefined>(() =>
    isWhole ? undefined : firstOf(parts),
  );
  const heights = useRef(new Map<string, number>());

  useEffect(() => {
    if (isWhole) return;
    let frame = 0;
    const check = () => {
      frame = 0;
      if (!page.current) return;
      const next = nearParts(page.current, parts, heights.current);
      setShown((before) => (before && isSame(before, next) ? before : next));
    };
    const lookSoon = () => {
      frame ||= requestAnimationFrame(check);
    };
    // Not before the first rows are painted.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(check);
    });
    window.addEventListener('scroll', lookSoon, { passive: true });
    window.addEventListener('resize', lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', lookSoon);
      window.removeEventListener('resize', lookSoon);
    };
  }, [isWhole, parts, page]);

  // Read while rendering, because the focused row may be in another block from now on.
  const kept = [wanted, edited, isWhole ? undefined : focusedTask()];
  const blockOf = (part: Part): Block => {
    const isKept = kept.some((task) => holds(part, task));
    const hasRows = isWhole || !shown || isKept || shown.has(part.key);
    const height = heights.current.get(part.key) ?? part.tasks.length * ROW_PX;
    return { ...part, height: hasRows ? undefined : height };
  };
  return { blocks: parts.map((list) => list.map(blockOf)), isWhole };
}

/** The blocks near the screen, and the one with the focus; remembers the heights of those rendered. */
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
    // A new block appears where the others are.
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

/** The element of each task: its row, or the placeholder of its block. */
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

/** The blocks that are rendered when a page opens; the others follow a frame later. */
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
