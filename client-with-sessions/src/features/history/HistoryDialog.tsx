import { useInfiniteQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import type { Task } from '../../api/types';
import { loadMore } from '../../data/cache/loadMore';
import { useMutations } from '../../data/MutationsProvider';
import { revertTask } from '../../data/mutations/revertTask';
import { historyQuery } from '../../data/queries/changes';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ListState } from '../../ui/ListState';
import { LoadMore } from '../../ui/LoadMore';
import styles from './History.module.css';
import { HistoryEntry } from './HistoryEntry';

interface Props {
  task: Task;
  /** The id of this browser's session, once it is known. */
  thisSession: number | undefined;
  onClose: () => void;
}

/** The changes of a task, with buttons to restore any version. */
export function HistoryDialog({ task, thisSession, onClose }: Props) {
  const query = useInfiniteQuery(historyQuery(task.id));
  const { mutate } = useMutations();
  const { data, error, isPending, isFetchNextPageError } = query;
  const entries = data?.pages.flatMap((page) => page.changes) ?? [];
  const newest = entries[0]?.id;

  const bringBack = (version: number) => {
    // The history may know a newer version than the list.
    const seen = { ...task, version: newest ?? task.version };
    mutate(revertTask({ task: seen, version }));
    onClose();
  };

  return (
    <Dialog title="History" wide onClose={onClose}>
      <p className={styles.what} dir="auto">
        {task.title}
      </p>
      <ListState
        what="The history"
        rows={3}
        isLoading={isPending}
        problem={error && !data ? toProblem(error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {data && (
        <ul aria-label="History" className={styles.list}>
          {entries.map((entry) => (
            <HistoryEntry
              key={entry.id}
              entry={entry}
              thisSession={thisSession}
              onBringBack={entry.id === newest ? undefined : bringBack}
            />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        problem={isFetchNextPageError ? toProblem(error).message : undefined}
        onMore={() => void loadMore(query)}
      />
      <Button className={styles.close} onClick={onClose}>
        Close
      </Button>
    </Dialog>
  );
}
