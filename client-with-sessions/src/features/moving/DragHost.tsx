import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { whenSettled } from '../../browser/settled';
import { knownTasks } from '../../data/cache/titles';
import { useDropRegistry } from '../../selection/Drops';
import { useSelectionStore } from '../../selection/SelectionProvider';
import { useLatest } from '../../ui/useLatest';
import { useDropped } from './useDropped';
import { canHold } from './useMakePart';

/** Lets tasks be dragged on every page. */
export function DragHost() {
  const client = useQueryClient();
  const selection = useSelectionStore();
  const { current } = useDropRegistry();
  const onDrop = useLatest(useDropped());

  useEffect(() => {
    let stop = () => {};
    let isOver = false;
    let isAsked = false;
    let held: PointerEvent | undefined;
    const begin = async () => {
      if (isAsked) return;
      isAsked = true;
      const main = document.getElementById('main');
      const { startDragging } = await import('./dragging');
      if (isOver || !main) return;
      stop = startDragging(main, {
        selection,
        drops: current,
        titleOf: (id) => knownTasks(client, [id])[0]?.title ?? '',
        canHold(ids, id) {
          const [task] = knownTasks(client, [id]);
          return task !== undefined && canHold(client, ids, task);
        },
        onDrop,
      });
      // A pointer was pressed before anything listened, which it does soon.
      setTimeout(() => held?.target?.dispatchEvent(new PointerEvent(held.type, held)));
    };
    const beginSoon = () =>
      begin().catch(() => {
        // Next time, the network may be back.
        isAsked = false;
      });
    const onOver = ({ target }: PointerEvent) => {
      if (target instanceof Element && target.closest('[data-draggable]')) void beginSoon();
    };
    const onDown = (event: PointerEvent) => {
      if (event.isTrusted) held = event;
    };
    const onUp = () => {
      held = undefined;
    };
    const callOff = whenSettled(beginSoon);
    document.addEventListener('pointerover', onOver);
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', onUp);
    // Without it, a finger that is down already would scroll the page instead of dragging.
    window.addEventListener('touchmove', noop, { passive: false });
    return () => {
      isOver = true;
      callOff();
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', onUp);
      window.removeEventListener('touchmove', noop);
      stop();
    };
  }, [client, selection, current, onDrop]);

  return null;
}

function noop() {}
