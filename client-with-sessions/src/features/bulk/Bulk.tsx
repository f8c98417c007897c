import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useChanges } from '../../changes/ChangesProvider';
import { newKey } from '../../changes/newKey';
import { titleOfOnly } from '../../changes/titles';
import { useCommands } from '../../commands/CommandsProvider';
import { useSelectedCount } from '../../selection/SelectionProvider';
import { type Picking, useBulkCommands } from './useBulkCommands';

const loadBar = () => import('./BulkBar');
const loadPicker = () => import('./Picker');
const BulkBar = lazy(async () => ({ default: (await loadBar()).BulkBar }));
const Picker = lazy(async () => ({ default: (await loadPicker()).Picker }));

/** When the page has settled, what may be needed next is fetched ahead. */
const SETTLED_MS = 1_000;

/** Changes several tasks in one action: the keys for it, the bar, and what is chosen from. */
export function Bulk() {
  const client = useQueryClient();
  const { make } = useChanges();
  const count = useSelectedCount();
  const [picking, setPicking] = useState<Picking>();
  const commands = useBulkCommands(setPicking);
  useCommands(commands);

  useEffect(() => {
    const load = () => Promise.all([loadBar(), loadPicker()]).catch(() => undefined);
    const timer = setTimeout(load, SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Suspense fallback={picking && <span data-opening hidden />}>
      {count > 0 && <BulkBar count={count} commands={commands} />}
      {picking && (
        <Picker
          field={picking.field}
          what={tasksInWords(picking.ids.length)}
          onPick={(patch) => {
            setPicking(undefined);
            const { ids } = picking;
            make({ kind: 'batch', key: newKey(), ids, patch, ...titleOfOnly(client, ids) });
          }}
          onClose={() => setPicking(undefined)}
        />
      )}
    </Suspense>
  );
}

function tasksInWords(count: number): string {
  return count === 1 ? 'the task' : `${count.toLocaleString('en')} tasks`;
}
