import { useEffect } from 'react';
import { useAvailableCommands } from '../../commands/CommandsProvider';
import { focusRow } from '../../selection/rows';
import { useSelectionStore } from '../../selection/SelectionProvider';

/** How far a finger goes sideways before the row follows it. */
const SLACK_PX = 16;
/** How far it goes before letting go does something. */
const FAR_PX = 96;

interface Swipe {
  id: number;
  row: HTMLElement;
  from: { x: number; y: number };
  isFollowing: boolean;
  by: number;
}

/** Lets rows be swiped: to the right they are done, to the left they are planned. */
export function useSwipe(): void {
  const selection = useSelectionStore();
  const available = useAvailableCommands();

  useEffect(() => {
    let swipe: Swipe | undefined;

    const end = () => {
      if (swipe) release(swipe.row);
      swipe = undefined;
    };
    const onDown = (event: PointerEvent) => {
      end();
      // While something is selected, a finger selects.
      if (event.pointerType === 'touch' && event.isPrimary && selection.ids().length === 0) {
        swipe = beginSwipe(event);
      }
    };
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      if (!swipe) return;
      const [x, y] = [clientX - swipe.from.x, clientY - swipe.from.y];
      const isSideways = Math.abs(x) > 2 * Math.abs(y);
      if (!swipe.isFollowing) {
        if (Math.hypot(x, y) <= SLACK_PX) return;
        if (!isSideways || selection.ids().length > 0) return end();
      }
      swipe = { ...swipe, isFollowing: true, by: x };
      follow(swipe);
    };
    const onUp = () => {
      const done = swipe;
      end();
      if (!done?.isFollowing || Math.abs(done.by) < FAR_PX) return;
      focusRow(done.id);
      const command = done.by > 0 ? 'task.toggle' : 'bulk.plan';
      available()
        .find(({ id }) => id === command)
        ?.run();
    };

    document.addEventListener('pointerdown', onDown);
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp);
    // The browser scrolls the page instead.
    document.addEventListener('pointercancel', end);
    return () => {
      end();
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', end);
    };
  }, [selection, available]);
}

function beginSwipe({ target, clientX: x, clientY: y }: PointerEvent): Swipe | undefined {
  const row =
    target instanceof Element ? target.closest<HTMLElement>('[data-swipes][data-task]') : null;
  return row
    ? { id: Number(row.dataset.task), row, from: { x, y }, isFollowing: false, by: 0 }
    : undefined;
}

function follow({ row, by }: Swipe): void {
  const isClosed = row.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked;
  row.style.setProperty('--swipe', `${by}px`);
  row.dataset.swipe = by < 0 ? 'plan' : isClosed ? 'reopen' : 'done';
  row.toggleAttribute('data-far', Math.abs(by) >= FAR_PX);
}

function release(row: HTMLElement): void {
  row.style.removeProperty('--swipe');
  delete row.dataset.swipe;
  row.removeAttribute('data-far');
}
