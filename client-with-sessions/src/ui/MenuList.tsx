import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react';
import { classNames } from './classNames';
import { isComposing } from './isComposing';
import styles from './Menu.module.css';
import { placeBeside } from './placeBeside';

export interface MenuItem {
  label: string;
  /** The shortcut that does the same. */
  hint?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** A line parts it from the items before. */
  isApart?: boolean;
  run: () => void;
}

interface Props {
  id?: string;
  /** Shows the menu at once, if it has no button that does. */
  ref?: Ref<{ show: () => void }>;
  label: string;
  items: MenuItem[];
  /** What it stands beside. */
  beside: () => DOMRect | undefined;
  onToggle: (isOpen: boolean) => void;
}

/** The items of a menu, which the browser closes by Escape or a click beside it. */
export function MenuList({ id, ref, label, items, beside, onToggle }: Props) {
  const menu = useRef<HTMLDivElement>(null);

  const enter = () => {
    const at = beside();
    // The next key may have moved on inside already.
    if (!menu.current || !at || menu.current.contains(document.activeElement)) return;
    // A point, such as the pointer, is where the menu begins.
    placeBeside(at, menu.current, at.width === 0 ? 'start' : 'end');
    menu.current.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  };
  useImperativeHandle(ref, () => ({
    show() {
      menu.current?.showPopover();
      // The browser only tells that it is open after the next key.
      enter();
    },
  }));
  const toggle = (isOpen: boolean) => {
    if (isOpen) enter();
    onToggle(isOpen);
  };

  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      className={styles.menu}
      onToggle={(event) => toggle(event.newState === 'open')}
      onKeyDown={(event) => moveInside(menu.current, event)}
    >
      {items.map(({ label: name, hint, isDanger, isDisabled, isApart, run }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={isDisabled}
          className={classNames(styles.item, isDanger && styles.danger, isApart && styles.apart)}
          onClick={() => {
            menu.current?.hidePopover();
            run();
          }}
        >
          {name}
          {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        </button>
      ))}
    </div>
  );
}

/** Below what the menu belongs to, or above it if there is no room. At a point, it begins there. */
function moveInside(menu: HTMLElement | null, event: KeyboardEvent): void {
  if (!menu || isComposing(event)) return;
  const items = [...menu.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const current = items.findIndex((item) => item.contains(document.activeElement));
  const to = {
    ArrowDown: (current + 1) % items.length,
    ArrowUp: (current - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === 'Tab') menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[to]?.focus();
}
