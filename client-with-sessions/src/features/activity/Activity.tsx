import { useInfiniteQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import type { ChangeGroup } from '../../api/types';
import { loadMore } from '../../data/cache/loadMore';
import { activityQuery } from '../../data/queries/changes';
import { EmptyState } from '../../ui/EmptyState';
import { ListState } from '../../ui/ListState';
import { LoadMore } from '../../ui/LoadMore';
import { PageHead } from '../../ui/PageHead';
import styles from './Activity.module.css';
import { ActivityEntry } from './ActivityEntry';
import { byDay } from './byDay';

interface Props {
  /** The id of this browser's session, once it is known. */
  thisSession: number | undefined;
  trashDays: number | undefined;
}

/**
 * The page fills in what the browser knows, its date order and zone, and notes what is planned when the work of a day begins;
 * nobody did that, so it is not listed.
 */
function isOfTheUser({ changes }: ChangeGroup): boolean {
  const isBeginning = changes.every(
    ({ kind, before, after }) =>
      kind === 'review' && before && 'started_at' in before && !('note' in (after ?? {})),
  );
  return (
    !isBeginning &&
    !changes.every(
      ({ kind, before }) =>
        kind === 'settings' &&
        before &&
        'date_order' in before &&
        Object.values(before).every((value) => value === null),
    )
  );
}

/** All groups of changes by day, newest first, with buttons to undo them. */
export function Activity(props: Props) {
  const query = useInfiniteQuery(activityQuery);
  const { data, error, isPending, isFetchNextPageError } = query;
  const groups = data?.pages.flatMap((page) => page.groups).filter(isOfTheUser) ?? [];
  const known = new Map(groups.map((group) => [group.id, group]));

  return (
    <>
      <PageHead title="Activity" />
      <ListState
        what="The activity"
        rows={6}
        isLoading={isPending}
        problem={error && !data ? toProblem(error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {data && groups.length === 0 && (
        <EmptyState
          state="Nothing has happened yet."
          advice="Everything you do is listed here and can be undone."
        />
      )}
      {byDay(groups, new Date()).map(({ heading, groups: ofDay }) => (
        <section key={heading} aria-label={heading} className={styles.day}>
          <h2 className={styles.heading}>{heading}</h2>
          <ul className={styles.list}>
            {ofDay.map((group) => (
              <ActivityEntry key={group.id} group={group} find={(id) => known.get(id)} {...props} />
            ))}
          </ul>
        </section>
      ))}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        problem={isFetchNextPageError ? toProblem(error).message : undefined}
        onMore={() => void loadMore(query)}
      />
    </>
  );
}
