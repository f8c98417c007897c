import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Task } from '../../api/types';
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
import { bulkOf } from '../../words/fields';
import { PICKED_CHOICES, type PickedField } from './pickedField';
import { sectionedProject } from './sectionedProject';

/** What is being chosen, and for which tasks. */
export interface Picking {
  field: PickedField;
  ids: readonly number[];
}

interface Picked extends Pick<Command, 'id' | 'label' | 'words' | 'keys'> {
  field: PickedField;
}

/** The fields chosen from a list, in the order of the bar. */
const PICKED: Picked[] = [
  {
    field: 'due',
    id: 'bulk.due',
    label: bulkOf('due').command,
    words: 'date deadline',
    keys: ['d'],
  },
  {
    field: 'planned',
    id: 'bulk.plan',
    label: bulkOf('planned').command,
    words: 'schedule date',
    keys: ['p'],
  },
  ...PICKED_CHOICES.map((field) => ({
    field,
    id: `bulk.${field}`,
    label: bulkOf(field).command,
    ...(field === 'priority' && { keys: ['!'], words: 'important urgent' }),
  })),
  {
    field: 'project_id',
    id: 'bulk.project',
    label: bulkOf('project_id').command,
    words: 'move list',
    keys: ['m', '+'],
  },
  {
    field: 'section_id',
    id: 'bulk.section',
    label: bulkOf('section_id').command,
    words: 'move heading',
  },
  { field: 'addTag', id: 'bulk.tag', label: 'Tag', words: 'label', keys: ['#'] },
  { field: 'removeTag', id: 'bulk.untag', label: 'Remove a tag', words: 'label' },
];

interface ChosenTasks {
  ids: readonly number[];
  title?: string | undefined;
  seen?: Task | undefined;
}

/** Commands for all selected tasks, or else for the focused one. */
export function useBulkCommands(pick: (picking: Picking) => void): Command[] {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const selection = useSelectionStore();

  return useMemo(() => {
    const isAny = () => targetTasks(selection.ids()).length > 0;
    const areSelected = () => selection.ids().length > 0;

    /** The tasks will probably leave the lists, so the focus moves to one that stays. */
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
    const ofOneToo = { group: 'Tasks', first: true } as const;

    const commands: Command[] = [
      {
        ...base,
        id: 'bulk.complete',
        label: 'Complete',
        words: 'done finish check',
        keys: ['c'],
        when: areSelected,
        run: become({ status: 'done' }),
      },
      ...PICKED.map(({ field, ...command }) => ({
        ...ofOneToo,
        ...command,
        when:
          field === 'section_id'
            ? () => sectionedProject(client, targetTasks(selection.ids())) !== undefined
            : isAny,
        run: choose(field),
      })),
      {
        ...ofOneToo,
        id: 'bulk.drop',
        label: 'Drop',
        words: 'cancel',
        when: isAny,
        run: become({ status: 'dropped' }),
      },
      {
        ...ofOneToo,
        id: 'bulk.reopen',
        label: 'Reopen',
        words: 'open again',
        when: isAny,
        run: become({ status: 'open' }),
      },
      {
        ...base,
        id: 'bulk.delete',
        label: 'Delete',
        words: 'remove bin',
        keys: ['Delete', 'Backspace'],
        when: areSelected,
        run: finish(deleteTasks),
      },
    ];
    return commands;
  }, [client, mutate, selection, pick]);
}
