import { useMemo } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { printCommand } from '../../../commands/printCommand';
import { useLatest } from '../../../ui/useLatest';
import type { useTaskView } from './useTaskView';

/** A list that is longer than this is printed as far as it is loaded then. */
const MOST_TASKS = 2_000;

/** The command that prints a list: all of it, also what has not been scrolled to. */
export function usePrintAll(query: ReturnType<typeof useTaskView>['query']): void {
  const print = useLatest(async () => {
    let { data, hasNextPage } = query;
    const loaded = () => data?.pages.reduce((sum, { tasks }) => sum + tasks.length, 0) ?? 0;
    while (hasNextPage && loaded() < MOST_TASKS) {
      const next = await query.fetchNextPage({ cancelRefetch: false });
      if (next.isError) break;
      ({ data, hasNextPage } = next);
    }
    // By the next frame they are rendered.
    requestAnimationFrame(() => window.print());
  });
  useCommands(useMemo(() => [printCommand(() => void print())], [print]));
}
