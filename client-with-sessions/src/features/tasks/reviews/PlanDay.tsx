import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { startReview } from '../../../data/mutations/startReview';
import { reviewQuery } from '../../../data/queries/reviews';
import { useClock } from '../../../data/queries/settings';
import { useLocalOf, useToday } from '../../../data/queries/today';
import { timeOfDay } from '../../../format/dates';
import { weekdayAndDate } from '../../../format/days';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { PageHead } from '../../../ui/PageHead';
import type { TaskView } from '../list/overlay';
import { byAgendaDay } from '../list/sections';
import { DayLoad } from '../pages/DayLoad';
import { TaskPage } from '../pages/TaskPage';
import { PLAN_QUERIES, planParts } from './parts';
import styles from './Reviews.module.css';
import { TriageKeys } from './TriageKeys';

const SOURCE = { kind: 'together', queries: PLAN_QUERIES, today: true } as const;

/** The columns say it, and leave no room for more. */
const KNOWN = ['planned'] as const;

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
}

/** What could be done today, beside what is planned for it and its hours. Nothing moves by itself. */
export function PlanDay(props: Props) {
  const today = useToday();
  const localOf = useLocalOf();
  const sections = useCallback(
    ({ tasks }: TaskView) =>
      planParts(tasks, today, localOf).map((part) =>
        part.id === 'today' && part.tasks.length === 0
          ? { ...part, foot: <p className={styles.none}>Nothing yet: press t on a task.</p> }
          : part,
      ),
    [today, localOf],
  );
  return (
    <div className={styles.plan}>
      <TaskPage
        {...props}
        source={SOURCE}
        label="Plan of the day"
        known={KNOWN}
        head={(view) => <Head view={view} today={today} />}
        capture={undefined}
        sections={sections}
        empty={
          <EmptyState state="Nothing waits for a day." advice="What you add to Today shows here." />
        }
      />
    </div>
  );
}

function Head({ view, today }: { view: TaskView | undefined; today: string }) {
  const { mutate } = useMutations();
  const clock = useClock();
  const { data } = useQuery(reviewQuery(today));
  const [day] = view ? byAgendaDay(view) : [];
  const begun = data?.review.started_at;
  const begin = (again: boolean) => mutate(startReview({ period: today, again }));
  return (
    <>
      <PageHead title="Plan the day" count={weekdayAndDate(today, today)}>
        <span className={styles.controls}>
          {begun ? (
            <Button variant="quiet" onClick={() => begin(true)}>
              Take as the plan
            </Button>
          ) : (
            <Button variant="primary" disabled={!data} onClick={() => begin(false)}>
              Begin the day
            </Button>
          )}
        </span>
      </PageHead>
      <DayLoad day={day && { ...day, left: [] }} />
      <p className={styles.said}>
        {begun
          ? `Began at ${timeOfDay(new Date(begun), clock)}, with ${inWords(data.review.plan?.length ?? 0)} planned.`
          : 'What stands under Today when you begin is the plan of the day.'}
      </p>
      <TriageKeys />
    </>
  );
}

function inWords(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}
