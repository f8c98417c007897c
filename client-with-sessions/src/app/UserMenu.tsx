import { Link } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import { useShowHelp } from '../commands/CommandsProvider';
import { ChevronIcon, PersonIcon } from '../ui/icons';
import { paths } from './pages/paths';
import styles from './UserMenu.module.css';

interface Props {
  username: string;
  onLogOut: () => void;
}

/** The user's name, which opens a menu with settings, help and log-out. */
export function UserMenu({ username, onLogOut }: Props) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);

  const showHelp = useShowHelp();

  const help = () => {
    menu.current?.hidePopover();
    showHelp();
  };
  const leave = () => {
    menu.current?.hidePopover();
    onLogOut();
  };

  return (
    <nav aria-label="User">
      <button type="button" popoverTarget={id} className={styles.opener}>
        <span className={styles.name}>{username}</span>
        <span className={styles.person}>
          <PersonIcon />
        </span>
        <ChevronIcon />
      </button>
      <div ref={menu} id={id} popover="auto" className={styles.menu}>
        <p className={styles.whose} aria-hidden="true">
          {username}
        </p>
        <Link
          to={paths.settings}
          className={styles.item}
          onClick={() => menu.current?.hidePopover()}
        >
          Settings
        </Link>
        <button type="button" className={styles.item} onClick={help}>
          Help
        </button>
        <button type="button" className={styles.item} onClick={leave}>
          Log out
        </button>
      </div>
    </nav>
  );
}
