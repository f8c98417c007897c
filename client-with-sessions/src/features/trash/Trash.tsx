import { useEffect, useRef, useState } from 'react';
import { toProblem } from '../../api/errors';
import { loadMore } from '../../data/cache/loadMore';
import type { TrashView } from '../../data/lists/optimistic';
import { useMutations } from '../../data/MutationsProvider';
import { emptyTrash } from '../../data/mutations/emptyTrash';
import { useTrashView } from '../../data/queries/trash';
import { Button } from '../../ui/Button';
import { classNames } from '../../ui/classNames';
import { EmptyState } from '../../ui/EmptyState';
import list from '../../ui/List.module.css';
import { ListState } from '../../ui/ListState';
import { LoadMore } from '../../ui/LoadMore';
import { PageHead } from '../../ui/PageHead';
import { useKeepFocus } from '../../ui/useKeepFocus';
import { ConfirmDialog } from './ConfirmDialog';
import styles from './Trash.module.css';
import { TrashedProject } from './TrashedProject';
import { TrashItem } from './TrashItem';

/** The deleted tasks and projects, which are kept for at least this many days. */
export function Trash({ days }: { days: number | undefined }) {
  const { query, view } = useTrashView();
  const { mutate } = useMutations();
  const [isEmptying, setEmptying] = useState(false);
  const rows = useRef<HTMLUListElement>(null);
  useKeepFocus(rows, view, focusHeading);
  const { error, isFetchNextPageError } = query;
  const isEmpty = view?.total === 0 && view.projects.length === 0;

  // The button that emptied the trash is not rendered any more.
  useEffect(() => {
    if (isEmpty && document.activeElement === document.body) focusHeading();
  }, [isEmpty]);

  return (
    <>
      <PageHead title="Trash" count={view && view.total > 0 ? tasksInWords(view.total) : undefined}>
        {view && !isEmpty && (
          <Button variant="quietDanger" className={styles.empty} onClick={() => setEmptying(true)}>
            Empty the trash
          </Button>
        )}
      </PageHead>
      <p className={styles.hint}>
        {days !== undefined && `Deleted tasks are kept for at least ${daysInWords(days)}.`}
      </p>
      <ListState
        what="The trash"
        rows={4}
        isLoading={query.isPending}
        problem={error && !view ? toProblem(error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {isEmpty && <EmptyState state="The trash is empty." advice="What you delete appears here." />}
      {view && view.projects.length > 0 && (
        <ul aria-label="Deleted projects" className={classNames(list.list, styles.projects)}>
          {view.projects.map((project) => (
            <TrashedProject key={project.id} project={project} />
          ))}
        </ul>
      )}
      {view?.lacksProjects && (
        <p className={styles.hint}>There are more projects, which were deleted earlier.</p>
      )}
      <ul ref={rows} aria-label="Deleted tasks" className={list.list}>
        {view?.tasks.map((task) => (
          <TrashItem key={task.id} task={task} days={days} />
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        problem={isFetchNextPageError ? toProblem(error).message : undefined}
        onMore={() => void loadMore(query)}
      />
      {isEmptying && view && (
        <ConfirmDialog
          title="Empty the trash?"
          confirm="Delete for good"
          onConfirm={() => mutate(emptyTrash())}
          onClose={() => setEmptying(false)}
        >
          {countInWords(view)} will be deleted for good, with {isOne(view) ? 'its' : 'their'}{' '}
          history. This can’t be undone.
        </ConfirmDialog>
      )}
    </>
  );
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}

function isOne({ total, projects }: TrashView): boolean {
  return total + projects.length === 1;
}

function countInWords({ total, projects: { length }, lacksProjects }: TrashView): string {
  if (lacksProjects) return `${tasksInWords(total)} and all projects here`;
  const projects = length === 1 ? '1 project' : `${length} projects`;
  if (length === 0) return tasksInWords(total);
  return total === 0 ? projects : `${tasksInWords(total)} and ${projects}`;
}

function tasksInWords(count: number): string {
  return count === 1 ? '1 task' : `${count.toLocaleString('en')} tasks`;
}

function daysInWords(days: number): string {
  return days === 1 ? 'a day' : `${days.toLocaleString('en')} days`;
}
