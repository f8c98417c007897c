import { useEffect } from 'react';
import { shownTasks } from './rows';
import type { Selection } from './selection';

/** How long a finger rests on a row before that selects it. */
const REST_MS = 450;
/** How far it may move meanwhile. */
const SLACK_PX = 10;

/**
 * Selects by pointer in every list: Ctrl or Command adds a task, Shift a range, and so does a finger
 * that rests on a row; while something is selected, a tap selects more.
 */
export function useSelectByPointer(selection: Selection): void {
  useEffect(() => {
    let rest: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined;
    let isTouch = false;
    let isSpent = false;

    const stopRest = () => {
      clearTimeout(rest?.timer);
      rest = undefined;
    };
    const onPointerDown = (event: PointerEvent) => {
      isTouch = event.pointerType === 'touch';
      isSpent = false;
      stopRest();
      const id = taskAt(event.target);
      if (!isTouch || id === undefined) return;
      const timer = setTimeout(() => {
        isSpent = true;
        selection.toggle(id);
      }, REST_MS);
      rest = { timer, x: event.clientX, y: event.clientY };
    };
    const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
      if (rest && Math.hypot(clientX - rest.x, clientY - rest.y) > SLACK_PX) stopRest();
    };
    const onClick = (event: MouseEvent) => {
      stopRest();
      const id = taskAt(event.target);
      if (id === undefined) return;
      const isTap = isTouch && selection.ids().length > 0;
      const isChosen = isSpent || event.shiftKey || event.ctrlKey || event.metaKey || isTap;
      if (!isChosen) return;
      event.preventDefault();
      event.stopPropagation();
      if (isSpent) isSpent = false;
      else if (event.shiftKey) selection.extendTo(id, shownTasks());
      else selection.toggle(id);
      focusRow(id);
    };
    // A long press would otherwise open the browser's own menu.
    const onContextMenu = (event: MouseEvent) => {
      if (isTouch && taskAt(event.target) !== undefined) event.preventDefault();
    };

    document.addEventListener('pointerdown', onPointerDown, true);
    document.addEventListener('pointermove', onPointerMove, true);
    document.addEventListener('pointerup', stopRest, true);
    document.addEventListener('pointercancel', stopRest, true);
    document.addEventListener('click', onClick, true);
    document.addEventListener('contextmenu', onContextMenu);
    return () => {
      stopRest();
      document.removeEventListener('pointerdown', onPointerDown, true);
      document.removeEventListener('pointermove', onPointerMove, true);
      document.removeEventListener('pointerup', stopRest, true);
      document.removeEventListener('pointercancel', stopRest, true);
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('contextmenu', onContextMenu);
    };
  }, [selection]);
}

/** The task of the row under the pointer; what is typed into is left alone. */
function taskAt(target: EventTarget | null): number | undefined {
  if (
    !(target instanceof Element) ||
    target.closest('input:not([type=checkbox]), textarea, dialog')
  ) {
    return undefined;
  }
  const row = target.closest<HTMLElement>('main [data-task]');
  return row?.dataset.task === undefined ? undefined : Number(row.dataset.task);
}

function focusRow(id: number): void {
  const row = document.querySelector<HTMLElement>(`main [data-task="${id}"]`);
  if (row && !row.contains(document.activeElement)) {
    row.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }
}
