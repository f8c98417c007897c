import { type ReactNode, useCallback, useMemo } from 'react';
import type { GroupKey } from '../../../data/lists/arrangement';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useDayOf } from '../../../data/queries/today';
import { useDrops } from '../../../selection/Drops';
import { groupBy } from '../../../ui/groupBy';
import type { TaskView } from '../list/overlay';
import type { Section } from '../list/sections';
import type { RowContext } from '../row/rowContext';
import { groupingBy } from './grouping';

interface Props {
  group: GroupKey;
  view: TaskView;
  rowContext: RowContext;
  children: (sections: Section[]) => ReactNode;
}

/** A list in groups. Tasks that are dropped on one become like those in it. */
export function Groups({ group, view, rowContext, children }: Props) {
  const dayOf = useDayOf();
  const { mutate } = useMutations();
  const grouping = useMemo(
    () => groupingBy(group, { ...rowContext, dayOf }),
    [group, rowContext, dayOf],
  );
  const move = useCallback(
    (ids: readonly number[], key: string) => {
      const moved = view.tasks.filter(
        (task) => ids.includes(task.id) && grouping.keyOf(task) !== key,
      );
      const patches = groupBy(moved, (task) => JSON.stringify(grouping.patchFor(task, key)));
      for (const [patch, tasks] of patches) {
        if (patch === undefined) continue;
        const dues = tasks.flatMap(({ due }) => due ?? []);
        const title = tasks.length === 1 ? tasks[0]?.title : undefined;
        mutate(
          updateTasks({ ids: tasks.map(({ id }) => id), patch: JSON.parse(patch), title, dues }),
        );
      }
    },
    [view, grouping, mutate],
  );
  const sections = useMemo(() => {
    const tasks = groupBy(view.tasks, grouping.keyOf);
    const drafts = groupBy(view.drafts, ({ task }) => grouping.keyOf(task));
    const keys = [...new Set([...tasks.keys(), ...drafts.keys()])];
    const ranks = new Map(keys.map((key) => [key, grouping.rankOf(key)]));
    const before = (one: string, other: string) =>
      (ranks.get(one) ?? '') < (ranks.get(other) ?? '') ? -1 : 1;
    return keys.toSorted(before).map((key): Section => {
      const [first] = view.tasks;
      const takes = first !== undefined && grouping.patchFor(first, key) !== undefined;
      return {
        id: `${group} ${key}`,
        ...grouping.headingOf(key),
        tasks: tasks.get(key) ?? [],
        drafts: drafts.get(key) ?? [],
        onDrop: takes ? (ids) => move(ids, key) : undefined,
      };
    });
  }, [group, view, grouping, move]);
  useDrops(
    useMemo(
      () => ({
        into: (ids, part) => sections.find(({ id }) => id === part)?.onDrop?.(ids),
        takesParts: true,
      }),
      [sections],
    ),
  );
  return children(sections);
}
