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
import { useSections } from '../../data/queries/sections';
import { BOARD_GROUPS } from '../../features/tasks/board/columns';
import {
  type Arranging,
  useArranging as useArrangingList,
} from '../../features/tasks/list/arranging';
import { useArranged } from '../../features/tasks/pages/useArranged';

/** The page of a project goes section by section by itself. */
const BY_SECTION = 'group:section';

const GROUPS: GroupKey[] = ['priority', 'tag', 'due', 'planned'];
const GROUPS_WITH_SECTIONS: GroupKey[] = ['section', ...GROUPS];

/** How the open tasks of a project are arranged as a list. */
export function useArrangingOpen(project: ListedProject): Arranging {
  const arranging = useArranging(project);
  return useMemo(
    () => (arranging.query === BY_SECTION ? { ...arranging, query: '' } : arranging),
    [arranging],
  );
}

function useArranging(project: ListedProject): Arranging {
  const { mutate } = useMutations();
  const { sections = [] } = useSections(project.id);
  const hasSections = sections.length > 0;
  return useMemo(
    () => ({
      base: `project:${nameInQuery(project.name)} is:open`,
      sort: 'position',
      ...(hasSections && ({ group: 'section' } as const)),
      groups: hasSections ? GROUPS_WITH_SECTIONS : GROUPS,
      query: project.arrangement,
      // The list itself shows it, and there its × takes it back.
      save: (arrangement) =>
        mutate({ ...updateProject({ project, patch: { arrangement } }), isAutomatic: true }),
    }),
    [project, hasSections, mutate],
  );
}

/** How what is done in a project is arranged: in every project alike. */
export function useArrangingDone({ name }: ListedProject): Arranging {
  const arranging = useArrangingList('project_done');
  return useMemo(
    () => ({ ...arranging, base: `project:${nameInQuery(name)} ${arranging.base}` }),
    [arranging, name],
  );
}

/** A project as a board: its columns are the groups of the arrangement. */
export function useArrangedBoard(project: ListedProject) {
  const { id } = project;
  const arranging = useArranging(project);
  const own = useMemo(() => ({ kind: 'project', id, status: 'open' }) as const, [id]);
  const ofBoard = useMemo(
    () =>
      ({
        ...arranging,
        group: 'status',
        groups: BOARD_GROUPS.filter((one) => one !== 'section' || arranging.group === 'section'),
      }) as const,
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
