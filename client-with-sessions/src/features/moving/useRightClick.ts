import { useEffect } from 'react';

/** Opens the menu of a row or card by the right button of the mouse, where the pointer is. */
export function useRightClick(openMenu: (id: number, at: DOMRect) => void): void {
  useEffect(() => {
    let pointer = 'mouse';
    const onPointerDown = ({ pointerType }: PointerEvent) => {
      pointer = pointerType;
    };
    const onContextMenu = (event: MouseEvent) => {
      const { target, clientX, clientY } = event;
      if (!(target instanceof Element) || event.shiftKey) return;
      // The key that opens menus has opened ours already.
      if (target.closest('[role="menu"]')) event.preventDefault();
      const row = target.closest<HTMLElement>('main [data-draggable][data-task]');
      // A link has a menu of its own, and a finger that rests selects.
      if (!row || pointer === 'touch' || target.closest('a')) return;
      event.preventDefault();
      openMenu(Number(row.dataset.task), new DOMRect(clientX, clientY, 0, 0));
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    document.addEventListener('contextmenu', onContextMenu);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true);
      document.removeEventListener('contextmenu', onContextMenu);
    };
  }, [openMenu]);
}
