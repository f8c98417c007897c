import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { whenSettled } from '../../browser/settled';
import { useCommands } from '../../commands/CommandsProvider';
import { duesOf, titleOfOnly } from '../../data/cache/titles';
import { useMutations } from '../../data/MutationsProvider';
import { updateTasks } from '../../data/mutations/updateTasks';
import { useSelectedCount } from '../../selection/SelectionProvider';
import { LoadingDialog } from '../../ui/LoadingDialog';
import { loadable } from '../../ui/loadable';
import { type Picking, useBulkCommands } from './useBulkCommands';

const bar = loadable(async () => (await import('./BulkBar')).BulkBar);
const picker = loadable(async () => (await import('./Picker')).Picker);
const BulkBar = bar.Component;
const Picker = picker.Component;

/** Changes several tasks at once: the commands, the bar, and the picker. */
export function Bulk() {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const count = useSelectedCount();
  const [picking, setPicking] = useState<Picking>();
  const commands = useBulkCommands(setPicking);
  useCommands(commands);

  useEffect(() => {
    const callOff = [bar, picker].map(({ fetchAhead }) => whenSettled(fetchAhead));
    return () => {
      for (const call of callOff) call();
    };
  }, []);

  return (
    <>
      {count > 0 && <BulkBar count={count} commands={commands} />}
      {picking && (
        <Picker
          fallback={<LoadingDialog onClose={() => setPicking(undefined)} />}
          field={picking.field}
          ids={picking.ids}
          what={tasksInWords(picking.ids.length)}
          onPick={(patch) => {
            setPicking(undefined);
            const { ids } = picking;
            mutate(
              updateTasks({ ids, patch, ...titleOfOnly(client, ids), ...duesOf(client, ids) }),
            );
          }}
          onClose={() => setPicking(undefined)}
        />
      )}
    </>
  );
}

function tasksInWords(count: number): string {
  return count === 1 ? 'the task' : `${count.toLocaleString('en')} tasks`;
}
