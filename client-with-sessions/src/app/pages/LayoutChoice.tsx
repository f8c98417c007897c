import { Link } from '@tanstack/react-router';
import { paths } from './paths';
import styles from './StatusFilter.module.css';

const LAYOUTS = [
  { layout: undefined, label: 'List' },
  { layout: 'board', label: 'Board' },
  { layout: 'done', label: 'Done' },
] as const;

/** Chooses list or board for a project; the choice is part of the address. */
export function LayoutChoice({ id }: { id: number }) {
  return (
    <nav aria-label="Layout" className={styles.filter}>
      {LAYOUTS.map(({ layout, label }) => (
        <Link
          key={label}
          to={paths.project}
          params={{ id: String(id) }}
          search={{ layout }}
          className={styles.choice}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
