import { useMemo } from 'react';
import type { ListedProject } from '../../api/types';
import {
  arrangedSource,
  filtersOf,
  type GroupKey,
  nameInQuery,
  withOrder,
} from '../../data/lists/arrangement';
import type { Openness } from '../../data/lists/lists';
import { useMutations } from '../../data/MutationsProvider';
import { updateProject } from '../../data/mutations/updateProject';
import { BOARD_GROUPS } from '../../features/tasks/board/columns';
import type { Arranging } from '../../features/tasks/list/arranging';
import { useArranged } from '../../features/tasks/pages/useArranged';

const GROUPS: GroupKey[] = ['priority', 'tag', 'due', 'planned'];

/** How the open tasks of a project are arranged. */
export function useArrangingProject(project: ListedProject): Arranging {
  const { mutate } = useMutations();
  return useMemo(
    () => ({
      base: `project:${nameInQuery(project.name)} is:open`,
      sort: 'position',
      groups: GROUPS,
      query: project.arrangement,
      // The list itself shows it, and there its × takes it back.
      save: (arrangement) =>
        mutate({ ...updateProject({ project, patch: { arrangement } }), isAutomatic: true }),
    }),
    [project, mutate],
  );
}

/** A project as a board: its columns are the groups of the arrangement. */
export function useArrangedBoard(project: ListedProject) {
  const { id } = project;
  const arranging = useArrangingProject(project);
  const own = useMemo(() => ({ kind: 'project', id, status: 'open' }) as const, [id]);
  const ofBoard = useMemo(
    () => ({ ...arranging, group: 'status', groups: BOARD_GROUPS }) as const,
    [arranging],
  );
  const { query, group, button, line } = useArranged(own, ofBoard, { isBoard: true });
  const { open, closed } = useMemo(() => {
    const base = { ...arranging, group: undefined };
    const of = (status: Openness) => ({ kind: 'project', id, status }) as const;
    const cards = withOrder(query, 'group', undefined);
    const filters = filtersOf(query).join(' ');
    return {
      open: cards === '' ? of('open') : arrangedSource(base, cards, of('open')),
      closed:
        filters === ''
          ? of('closed')
          : arrangedSource(
              {
                base: `project:${nameInQuery(project.name)} is:done`,
                sort: '-completed',
                groups: [],
              },
              filters,
              of('closed'),
            ),
    };
  }, [arranging, query, id, project.name]);
  return { open, closed, group, button, line };
}
