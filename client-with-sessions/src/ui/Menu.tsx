import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { classNames } from './classNames';
import { MoreIcon } from './icons';
import { isComposing } from './isComposing';
import styles from './Menu.module.css';
import { placeBeside } from './placeBeside';

export interface MenuItem {
  label: string;
  /** The shortcut that does the same. */
  hint?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  run: () => void;
}

interface Props {
  /** The name of the button: More for “House”. */
  label: string;
  items: MenuItem[];
  /** The content of the button, instead of three dots. */
  children?: ReactNode;
}

/** A button, and the menu that it opens beside itself. */
export function Menu({ label, items, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const onToggle = (isOpen: boolean) => {
    button.current?.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) return;
    placeBeside(button.current, menu.current, 'end');
    menu.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.opener}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded="false"
        popoverTarget={id}
      >
        {children ?? <MoreIcon />}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className={styles.menu}
        onToggle={(event) => onToggle(event.newState === 'open')}
        onKeyDown={(event) => moveInside(menu.current, event)}
      >
        {items.map(({ label: name, hint, isDanger, isDisabled, run }) => (
          <button
            key={name}
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={isDisabled}
            className={classNames(styles.item, isDanger && styles.danger)}
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
    </>
  );
}

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
