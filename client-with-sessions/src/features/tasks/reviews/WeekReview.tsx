import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedProject, Task } from '../../../api/types';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { useMutations } from '../../../data/MutationsProvider';
import { updateReview } from '../../../data/mutations/updateReview';
import { reviewQuery } from '../../../data/queries/reviews';
import { useSettings } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { weekOf } from '../../../format/weeks';
import { Button } from '../../../ui/Button';
import { PageHead } from '../../../ui/PageHead';
import styles from './Reviews.module.css';
import { StepContent } from './StepContent';
import { STEPS, useStepCounts } from './steps';

interface Props {
  owner: number;
  onHistory: (task: Task) => void;
  /** Renders the name of a project as a link to its page. */
  link: (project: ListedProject) => ReactNode;
}

/** The review of a week, step by step: each is an ordinary list, and can be left out. */
export function WeekReview({ owner, onHistory, link }: Props) {
  const today = useToday();
  const { settings } = useSettings();
  const { mutate } = useMutations();
  const week = weekOf(today, settings?.week_start ?? 'monday');
  const { data } = useQuery({ ...reviewQuery(week), enabled: settings !== undefined });
  const counts = useStepCounts();
  const [chosen, choose] = useState<number>();
  const step = chosen ?? data?.review.step ?? 1;
  const heading = useRef<HTMLHeadingElement>(null);
  const last = STEPS.length;

  const go = useCallback(
    (to: number) => {
      choose(to);
      mutate(updateReview({ period: week, patch: { step: to } }));
    },
    [mutate, week],
  );
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is read out.
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [chosen]);

  const commands = useMemo<Command[]>(() => {
    const to = (id: string, key: string, label: string, by: number): Command => ({
      id,
      group: 'This page',
      keys: [key],
      label,
      when: () => step + by >= 1 && step + by <= last,
      run: always(() => go(step + by)),
    });
    return [
      to('review.next', '>', 'Next step of the review', 1),
      to('review.previous', '<', 'Step before of the review', -1),
    ];
  }, [step, go]);
  useCommands(commands);

  const isFinished = data?.review.finished_at != null;
  const shown = STEPS[step - 1];
  return (
    <>
      <PageHead title="Review the week" count={week.replace('-W', ', week ')} />
      <nav aria-label="Steps" className={styles.steps}>
        <ol>
          {STEPS.map(({ name, id }, index) => (
            <li key={id}>
              <button
                type="button"
                aria-current={index + 1 === step ? 'step' : undefined}
                onClick={() => go(index + 1)}
              >
                <span className={styles.number}>{index + 1}</span> {name}
                {counts[id] !== undefined && <span className={styles.total}> {counts[id]}</span>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {data && shown && (
        <section aria-labelledby={`step-${shown.id}`}>
          <h2 ref={heading} tabIndex={-1} id={`step-${shown.id}`} className={styles.step}>
            {shown.name}
          </h2>
          <p className={styles.said}>{shown.advice}</p>
          <StepContent
            key={shown.id}
            step={shown.id}
            {...{ owner, onHistory, link, week, review: data.review }}
          />
        </section>
      )}
      <div className={styles.actions}>
        {step > 1 && (
          <Button variant="quiet" onClick={() => go(step - 1)}>
            Back
          </Button>
        )}
        {step < last ? (
          <Button variant="primary" disabled={!data} onClick={() => go(step + 1)}>
            Next: {STEPS[step]?.name}
          </Button>
        ) : (
          <Button
            variant={isFinished ? 'quiet' : 'primary'}
            disabled={!data}
            onClick={() => mutate(updateReview({ period: week, patch: { finished: !isFinished } }))}
          >
            {isFinished ? 'Open the review again' : 'Finish the review'}
          </Button>
        )}
        {isFinished && <span className={styles.said}>The week is reviewed.</span>}
      </div>
    </>
  );
}
