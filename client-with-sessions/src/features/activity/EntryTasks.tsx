import { useInfiniteQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import type { Change, ChangeGroup } from '../../api/types';
import { loadMore } from '../../data/cache/loadMore';
import { groupQuery } from '../../data/queries/changes';
import { Button } from '../../ui/Button';
import { actionInWords, effectOf } from '../../words/activity';
import { objectChangeInWords } from '../../words/objects';
import styles from './Activity.module.css';

/** Actions that may have done something different to each task. */
const MIXED: ReadonlySet<string> = new Set(['update', 'undo', 'redo', 'revert']);

/** The changes of a group, a line each. */
export function EntryTasks({ group }: { group: ChangeGroup }) {
  const query = useInfiniteQuery(groupQuery(group.id));
  const { data, error, hasNextPage, isFetchingNextPage } = query;
  const changes = data?.pages.flatMap((page) => page.changes) ?? group.changes;

  return (
    <>
      <ul className={styles.tasks}>
        {changes.map((change) => (
          <li key={change.id} dir="auto">
            {lineOf(group, change)}
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className={styles.problem}>
          {toProblem(error).message}
        </p>
      )}
      {hasNextPage && (
        <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void loadMore(query)}>
          Show more
        </Button>
      )}
    </>
  );
}

function lineOf({ action }: ChangeGroup, change: Change): string {
  if (change.kind !== 'task') return objectChangeInWords(change);
  if (MIXED.has(action)) return actionInWords(effectOf(change), 1, [change]);
  return change.title ?? 'A task that was deleted for good';
}
