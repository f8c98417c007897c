import { type ReactNode, useId, useRef } from 'react';
import { MoreIcon } from './icons';
import styles from './Menu.module.css';
import { type MenuItem, MenuList } from './MenuList';

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
      <MenuList
        id={id}
        label={label}
        items={items}
        beside={() => button.current?.getBoundingClientRect()}
        onToggle={(isOpen) => button.current?.setAttribute('aria-expanded', String(isOpen))}
      />
    </>
  );
}
