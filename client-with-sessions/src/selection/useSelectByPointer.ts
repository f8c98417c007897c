import { useEffect } from 'react';
import { focusRow, shownTasks } from './rows';
import { isScrolling } from './scrolling';
import type { Selection } from './selection';

/** How long a finger has to rest on a row to select it. */
const REST_MS = 450;
/** How far it may move meanwhile. */
const SLACK_PX = 10;

/**
 * Selects by pointer in every list: Ctrl or Command adds a task, Shift a range, and a long press
 * adds a task, too; while something is selected, a tap selects more.
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
      if (!isTouch || id === undefined || isScrolling()) return;
      const timer = setTimeout(() => {
        isSpent = true;
        // What is selected already is picked up with the others, to be dragged.
        if (!selection.isSelected(id)) selection.toggle(id);
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
    // Otherwise a long press would open the menu of the browser.
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

/** The task of the row under the pointer, unless that is in a text field. */
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
