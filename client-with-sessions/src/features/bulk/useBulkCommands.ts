import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Command } from '../../commands/command';
import { titleOfOnly } from '../../data/cache/titles';
import type { TasksPatch } from '../../data/lists/patched';
import { useMutations } from '../../data/MutationsProvider';
import { deleteTasks } from '../../data/mutations/deleteTasks';
import { updateTasks } from '../../data/mutations/updateTasks';
import type { Mutation } from '../../data/outbox/mutation';
import { focusNear } from '../../selection/focusNear';
import { targetTasks } from '../../selection/rows';
import { useSelectionStore } from '../../selection/SelectionProvider';
import type { PickedField } from './pickedField';

/** What is being chosen, and for which tasks. */
export interface Picking {
  field: PickedField;
  ids: readonly number[];
}

interface ChosenTasks {
  ids: readonly number[];
  title?: string | undefined;
}

/** What can be done to all that is selected, or else to the task that holds the focus. */
export function useBulkCommands(pick: (picking: Picking) => void): Command[] {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const selection = useSelectionStore();

  return useMemo(() => {
    const isAny = () => targetTasks(selection.ids()).length > 0;
    const areSelected = () => selection.ids().length > 0;

    /** They leave the lists, most likely: the focus goes on to what stays. */
    const finish = (mutationOf: (tasks: ChosenTasks) => Mutation) => () => {
      const ids = targetTasks(selection.ids());
      if (ids.length === 0) return false;
      focusNear(ids);
      mutate(mutationOf({ ids, ...titleOfOnly(client, ids) }));
      selection.clear();
      return true;
    };
    const become = (patch: TasksPatch) => finish((tasks) => updateTasks({ ...tasks, patch }));
    const choose = (field: PickedField) => () => {
      const ids = targetTasks(selection.ids());
      if (ids.length === 0) return false;
      pick({ field, ids });
      return true;
    };
    const base = { group: 'Selection', first: true } as const;

    const commands: Command[] = [
      {
        ...base,
        id: 'bulk.complete',
        label: 'Complete',
        keys: ['c'],
        when: areSelected,
        run: become({ status: 'done' }),
      },
      { ...base, id: 'bulk.due', label: 'Due', keys: ['d'], when: isAny, run: choose('due') },
      { ...base, id: 'bulk.plan', label: 'Plan', keys: ['p'], when: isAny, run: choose('planned') },
      {
        ...base,
        id: 'bulk.priority',
        label: 'Priority',
        keys: ['!'],
        when: isAny,
        run: choose('priority'),
      },
      {
        ...base,
        id: 'bulk.project',
        label: 'Project',
        keys: ['m', '+'],
        when: isAny,
        run: choose('project'),
      },
      { ...base, id: 'bulk.tag', label: 'Tag', keys: ['#'], when: isAny, run: choose('addTag') },
      { ...base, id: 'bulk.untag', label: 'Take a tag off', when: isAny, run: choose('removeTag') },
      { ...base, id: 'bulk.drop', label: 'Drop', when: isAny, run: become({ status: 'dropped' }) },
      { ...base, id: 'bulk.reopen', label: 'Reopen', when: isAny, run: become({ status: 'open' }) },
      {
        ...base,
        id: 'bulk.delete',
        label: 'Delete',
        keys: ['Delete', 'Backspace'],
        when: areSelected,
        run: finish(deleteTasks),
      },
    ];
    return commands;
  }, [client, mutate, selection, pick]);
}
