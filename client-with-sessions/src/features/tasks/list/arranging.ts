import { useMemo } from 'react';
import type { Arrangeable } from '../../../data/lists/arrangement';
import type { Openness } from '../../../data/lists/lists';
import { useMutations } from '../../../data/MutationsProvider';
import { updateSettings } from '../../../data/mutations/updateSettings';
import { useSettings } from '../../../data/queries/settings';

/** A list with its arrangement, and where that is kept. */
export interface Arranging extends Arrangeable {
  /** What was chosen, as a query; empty if nothing was. */
  query: string;
  save: (query: string) => void;
}

/** The lists whose arrangement is in the settings, as `arrangements` names them. */
const LISTS = {
  inbox: { base: 'is:inbox', sort: '-position', groups: ['priority', 'tag'] },
  today: {
    base: 'is:open day:<=today -start:>today',
    sort: 'urgency',
    groups: ['project', 'priority', 'tag', 'due'],
  },
  upcoming: {
    base: 'is:open day:any',
    sort: 'day',
    group: 'day',
    groups: ['day', 'project', 'priority', 'tag', 'due', 'planned'],
  },
  tasks: {
    base: 'is:open',
    sort: '-created',
    groups: ['project', 'priority', 'tag', 'due', 'planned'],
  },
  done: {
    base: 'is:done',
    sort: '-completed',
    group: 'completed',
    groups: ['completed', 'project', 'priority', 'tag'],
  },
  project_done: {
    base: 'is:done,dropped',
    sort: '-completed',
    groups: ['completed', 'priority', 'tag'],
  },
} as const satisfies Record<string, Arrangeable>;

/** How a list that is always there is arranged. */
export function useArranging(list: keyof typeof LISTS): Arranging {
  const { settings } = useSettings();
  const { mutate } = useMutations();
  const query = settings?.arrangements[list] ?? '';
  return useMemo(
    () => ({
      ...LISTS[list],
      query,
      // The list itself shows it, and there its × takes it back.
      save: (next) =>
        mutate({ ...updateSettings({ arrangements: { [list]: next } }), isAutomatic: true }),
    }),
    [list, query, mutate],
  );
}

const BASES: Record<Openness | 'all', string> = {
  open: 'is:open',
  closed: 'is:done,dropped',
  all: '',
};

/** The same for all tasks with a status. */
export function useArrangingTasks(status: Openness | 'all'): Arranging {
  const arranging = useArranging('tasks');
  return useMemo(() => {
    const groups = [...arranging.groups, ...(status === 'all' ? (['status'] as const) : [])];
    return { ...arranging, base: BASES[status], groups };
  }, [arranging, status]);
}
