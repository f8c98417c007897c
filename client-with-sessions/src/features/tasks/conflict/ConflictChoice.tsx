import type { ComponentProps } from 'react';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { only } from '../../../data/outbox/conflict';
import { useToasts } from '../../../ui/Toasts';
import { ConflictTable } from './ConflictTable';

interface Props extends Omit<ComponentProps<typeof ConflictTable>, 'onKeepMine' | 'onKeepTheirs'> {
  /** Called once a choice was made. */
  onChosen?: (fields: readonly string[]) => void;
}

/** The table of what was changed here and elsewhere, and what its buttons do. */
export function ConflictChoice({ onChosen, ...props }: Props) {
  const { task, mine } = props;
  const { mutate, conflicts } = useMutations();
  const toasts = useToasts();
  return (
    <ConflictTable
      {...props}
      onKeepMine={(patch) => {
        mutate(updateTasks({ task, patch, asksStatus: true }));
        onChosen?.(Object.keys(patch));
      }}
      onKeepTheirs={(fields) => {
        const dropped = only(mine, (field) => fields.includes(field));
        conflicts.settle(task.id, fields);
        onChosen?.(fields);
        toasts.show({
          message: `Kept “${task.title}” as it is elsewhere`,
          action: { label: 'Undo', run: () => conflicts.hold(task.id, dropped) },
          about: `task ${task.id}`,
        });
      }}
    />
  );
}
