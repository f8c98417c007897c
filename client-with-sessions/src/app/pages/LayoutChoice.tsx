import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCommands } from '../../commands/CommandsProvider';
import { always, type Command } from '../../commands/command';
import { paths } from './paths';
import styles from './StatusFilter.module.css';

const LAYOUTS = [
  { layout: undefined, label: 'List', command: 'Show as a list', words: 'rows' },
  { layout: 'board', label: 'Board', command: 'Show as a board', words: 'kanban columns cards' },
  { layout: 'done', label: 'Done', command: 'Show what is done', words: 'completed finished' },
] as const;

/** Chooses list or board for a project; the choice is part of the address. */
export function LayoutChoice({ id }: { id: number }) {
  const navigate = useNavigate();
  const { layout: current } = useSearch({ from: '/inside/app/projects/$id' });
  useCommands(
    useMemo(
      () =>
        LAYOUTS.map(
          ({ layout, command, words }): Command => ({
            id: `layout.${layout}`,
            group: 'This page',
            label: command,
            words,
            run: always(
              () =>
                void navigate({
                  to: paths.project,
                  params: { id: String(id) },
                  search: (before) => ({ ...before, layout }),
                }),
            ),
          }),
        ),
      [navigate, id],
    ),
  );
  return (
    <nav aria-label="Layout" className={styles.filter}>
      {LAYOUTS.map(({ layout, label }) => (
        <Link
          key={label}
          to={paths.project}
          params={{ id: String(id) }}
          // Keeps the rest of the address, such as the open task.
          search={(before) => ({ ...before, layout })}
          className={styles.choice}
          // The router compares the rest of the address too, such as the open task.
          aria-current={layout === current ? 'page' : undefined}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
