import type { ReactNode } from 'react';
import type { ListedProject, Review, Task } from '../../../api/types';
import { EmptyState } from '../../../ui/EmptyState';
import { TaskPage } from '../pages/TaskPage';
import { AheadStep } from './AheadStep';
import { NumbersStep } from './NumbersStep';
import { ProjectsStep } from './ProjectsStep';
import { ReviewNote } from './ReviewNote';
import { LEFT, SOMEDAY_QUERY, type StepId } from './steps';
import { TriageKeys } from './TriageKeys';

interface Props {
  step: StepId;
  owner: number;
  week: string;
  review: Review;
  onHistory: (task: Task) => void;
  link: (project: ListedProject) => ReactNode;
}

const INBOX = { kind: 'inbox' } as const;
const LEFT_OVER = { kind: 'together', queries: LEFT } as const;
const SOMEDAY = { kind: 'query', q: SOMEDAY_QUERY } as const;
const NO_PLACE = {};

/** What a step of the review shows. */
export function StepContent({ step, week, review, link, ...lists }: Props) {
  const head = () => <TriageKeys />;
  switch (step) {
    case 'inbox':
      return (
        <TaskPage
          {...lists}
          source={INBOX}
          label="Inbox tasks"
          head={head}
          capture={NO_PLACE}
          empty={<EmptyState state="The inbox is empty." advice="Go on with the next step." />}
        />
      );
    case 'left':
      return (
        <TaskPage
          {...lists}
          source={LEFT_OVER}
          label="Left over"
          head={head}
          capture={undefined}
          empty={<EmptyState state="Nothing is left over." advice="Go on with the next step." />}
        />
      );
    case 'projects':
      return <ProjectsStep link={link} />;
    case 'someday':
      return (
        <TaskPage
          {...lists}
          source={SOMEDAY}
          label="Someday"
          head={head}
          capture={undefined}
          empty={
            <EmptyState
              state="Nothing is for someday."
              advice="Press s on a task to put it away."
            />
          }
        />
      );
    case 'ahead':
      return <AheadStep {...lists} />;
    case 'numbers':
      return <NumbersStep week={week} />;
    case 'note':
      return <ReviewNote review={review} label="A note on the week" rows={6} />;
  }
}
