import { type DragEvent, useRef } from 'react';
import { DRAGGED, draggedTasks } from './dragging';

export type Side = 'above' | 'below';

/** Lets the user drop rows between others, and shows where they would go. */
export function useDropBetween(
  onMove: ((ids: readonly number[], beside: number, side: Side) => void) | undefined,
) {
  const marked = useRef<HTMLElement>(undefined);

  const unmark = () => {
    if (marked.current) delete marked.current.dataset.drop;
    marked.current = undefined;
  };
  const over = (event: DragEvent) => {
    const row = rowAt(event);
    if (!row || !event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    if (marked.current !== row) unmark();
    marked.current = row;
    row.dataset.drop = sideOf(row, event);
  };
  const leave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) unmark();
  };
  const drop = (event: DragEvent) => {
    const row = rowAt(event);
    unmark();
    if (!row) return;
    event.preventDefault();
    onMove?.(draggedTasks(event.dataTransfer), Number(row.dataset.task), sideOf(row, event));
  };
  return onMove && { onDragOver: over, onDragLeave: leave, onDrop: drop, onDragEnd: unmark };
}

function rowAt({ target }: DragEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-task]') : null;
}

function sideOf(row: HTMLElement, { clientY }: DragEvent): Side {
  const { top, height } = row.getBoundingClientRect();
  return clientY < top + height / 2 ? 'above' : 'below';
}
