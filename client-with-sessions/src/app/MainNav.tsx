import { Link } from '@tanstack/react-router';
import styles from './MainNav.module.css';
import { paths } from './paths';

const PAGES = [
  { to: paths.tasks, label: 'Tasks' },
  { to: paths.activity, label: 'Activity' },
  { to: paths.trash, label: 'Trash' },
] as const;

/** The ways to the pages. */
export function MainNav() {
  return (
    <nav aria-label="Pages" className={styles.nav}>
      {PAGES.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          className={styles.page}
          activeOptions={{ includeSearch: false }}
          // Its pages are fetched ahead when there is nothing else to do.
          preload={false}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
