import type { ReactNode } from 'react';
import type { Statistics, TimeTotals } from '../../api/types';
import { useProjects } from '../../data/queries/projects';
import { dayOf } from '../../format/accountTime';
import { dateLabel } from '../../format/days';
import { NumberLink } from './NumberLink';
import { Counted } from './Part';
import styles from './Statistics.module.css';
import { createdIn, doneIn, droppedIn, tasksOf } from './targets';
import { inHours, number } from './words';

interface Props {
  statistics: Statistics;
  time: TimeTotals | undefined;
}

/** What the year adds up to. */
export function Totals({ statistics: { days, totals, open, today }, time }: Props) {
  const [from, to] = [days[0]?.date ?? today, days.at(-1)?.date ?? today];
  const { oldest } = open;
  return (
    <section aria-label="In all">
      <dl className={styles.facts}>
        <Fact name="Done">
          <NumberLink to={doneIn(from, to)}>{number(totals.done)}</NumberLink>
        </Fact>
        <Fact name="Dropped">
          <NumberLink to={droppedIn(from, to)}>{number(totals.dropped)}</NumberLink>
        </Fact>
        <Fact name="Added">
          <NumberLink to={createdIn(from, to)}>{number(totals.created)}</NumberLink>
        </Fact>
        <Fact name="Open now">
          <NumberLink to={{ q: 'is:open' }}>{number(open.count)}</NumberLink>
        </Fact>
        {totals.seconds > 0 && <Fact name="Time">{inHours(totals.seconds)}</Fact>}
        {totals.median_age !== null && (
          <Fact name="Half done within">{inDays(totals.median_age)}</Fact>
        )}
      </dl>
      <dl className={styles.names}>
        {oldest && (
          <Fact name="Oldest open">
            <NumberLink to={{ task: oldest.id }}>{oldest.title}</NumberLink>, since{' '}
            {dateLabel(dayOf(new Date(oldest.created_at)), today)}
          </Fact>
        )}
        {time && <MostTime time={time} />}
      </dl>
      <Counted of="In all">
        Done and dropped are tasks without subtasks. Added are all tasks made in these months that
        are not deleted. Open now leaves out archived projects. Half of what was done took no longer
        than the days given, counted from when it was added.
      </Counted>
    </section>
  );
}

/** The project and the task with the most time. */
function MostTime({ time }: { time: TimeTotals }) {
  const { projects = [] } = useProjects();
  const busiest = time.projects.find(({ project_id }) => project_id !== null);
  const longest = time.tasks.find(({ task }) => task !== null);
  const ids = time.tasks.flatMap(({ task }) =>
    task && !task.deleted && task.project_id === busiest?.project_id ? [task.id] : [],
  );
  return (
    <>
      {busiest && (
        <Fact name="Most time on">
          <NumberLink to={tasksOf(ids)}>
            {projects.find(({ id }) => id === busiest.project_id)?.name ?? 'A deleted project'}
          </NumberLink>
          , {inHours(busiest.seconds)}
        </Fact>
      )}
      {longest?.task && (
        <Fact name="Longest task">
          <NumberLink to={longest.task.deleted ? undefined : { task: longest.task.id }}>
            {longest.task.title}
          </NumberLink>
          , {inHours(longest.seconds)}
        </Fact>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function inDays(days: number): string {
  if (days < 1) return 'a day';
  return days === 1 ? '1 day' : `${number(days)} days`;
}
