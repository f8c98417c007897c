import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { ReviewedPeriod, Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { updateReview } from '../../../data/mutations/updateReview';
import { reviewQuery } from '../../../data/queries/reviews';
import { useDayOf, useLocalOf, useToday } from '../../../data/queries/today';
import { weekdayAndDate } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import type { TaskView } from '../list/overlay';
import { TaskPage } from '../pages/TaskPage';
import { closeParts, closeQueries } from './parts';
import { ReviewNote } from './ReviewNote';
import styles from './Reviews.module.css';
import { TriageKeys } from './TriageKeys';

interface Props {
  owner: number;
  date: string;
  onHistory: (task: Task) => void;
  /** Links to other days. */
  days: ReactNode;
}

/** What was done on a day, what is left of it, and a line about it. Nothing moves by itself. */
export function CloseDay({ date, days, ...props }: Props) {
  const today = useToday();
  const localOf = useLocalOf();
  const dayOf = useDayOf();
  const { data } = useQuery(reviewQuery(date));
  const source = useMemo(
    () => ({ kind: 'together', queries: closeQueries(date) }) as const,
    [date],
  );
  const hasPlan = data?.review.plan != null;
  const sections = useCallback(
    ({ tasks }: TaskView) => {
      const unplanned = hasPlan ? new Set(data?.unplanned) : undefined;
      return closeParts(tasks, { date, localOf, dayOf, unplanned });
    },
    [date, localOf, dayOf, hasPlan, data?.unplanned],
  );
  return (
    <TaskPage
      {...props}
      source={source}
      label="Close of the day"
      head={() => (
        <>
          <PageHead title="Close the day" count={weekdayAndDate(date, today)}>
            <span className={styles.controls}>{days}</span>
          </PageHead>
          <p className={styles.said}>{data && outcomeInWords(data)}</p>
          <ReviewNote review={data?.review} label="A line about the day" rows={1} />
          <CloseButton data={data} />
          <TriageKeys past={date < today ? date : undefined} />
        </>
      )}
      capture={undefined}
      sections={sections}
      empty={<EmptyState state="Nothing was done, and nothing is left." advice="A quiet day." />}
    />
  );
}

function CloseButton({ data }: { data: ReviewedPeriod | undefined }) {
  const { mutate } = useMutations();
  const isClosed = data?.review.finished_at != null;
  return (
    <div className={styles.actions}>
      <Button
        variant={isClosed ? 'quiet' : 'primary'}
        disabled={!data}
        onClick={() =>
          data &&
          mutate(updateReview({ period: data.review.period, patch: { finished: !isClosed } }))
        }
      >
        {isClosed ? 'Open the day again' : 'Close the day'}
      </Button>
      {isClosed && <span className={styles.said}>The day is closed.</span>}
    </div>
  );
}

/** 3 of 5 planned tasks done, and 2 more. */
function outcomeInWords({ review, now }: ReviewedPeriod): string {
  if (review.plan === null) {
    return `${now.done} done${now.dropped > 0 ? `, ${now.dropped} dropped` : ''}. The day had no plan.`;
  }
  const more = now.done - now.kept;
  const kept = `${now.kept} of ${now.planned} planned ${now.planned === 1 ? 'task' : 'tasks'} done`;
  return `${kept}${more > 0 ? `, and ${more} more` : ''}${now.dropped > 0 ? `, ${now.dropped} dropped` : ''}.`;
}
