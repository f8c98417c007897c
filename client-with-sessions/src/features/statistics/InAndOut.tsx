import type { Statistics } from '../../api/types';
import { dateLabel } from '../../format/days';
import { Columns } from './Columns';
import { NumberLink } from './NumberLink';
import { Numbers, Part } from './Part';
import styles from './Statistics.module.css';
import { createdIn, doneIn, droppedIn } from './targets';
import { number } from './words';

/** What was added and what was closed, week by week. */
export function InAndOut({ statistics: { weeks, totals, today } }: { statistics: Statistics }) {
  const day = (date: string | undefined) => dateLabel(date ?? today, today);
  return (
    <Part
      title="In and out"
      counted="Up: all tasks added in the week that are not deleted. Down: tasks without subtasks that were done, and below them those that were dropped. Weeks begin on your first day of the week."
    >
      <p className={styles.legend}>
        <span data-part="in">Added</span>
        <span data-part="out">Done</span>
        <span data-part="dropped">Dropped</span>
      </p>
      <Columns
        label={`By week: ${number(totals.created)} added, ${number(totals.done)} done, ${number(totals.dropped)} dropped.`}
        columns={weeks.map(({ first_day, created, done, dropped }) => ({
          key: first_day,
          up: [created],
          down: [done, dropped],
        }))}
        ends={[day(weeks[0]?.first_day), day(weeks.at(-1)?.last_day)]}
      />
      <Numbers of="In and out by week">
        <thead>
          <tr>
            <th scope="col">Week from</th>
            <th scope="col">Added</th>
            <th scope="col">Done</th>
            <th scope="col">Dropped</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ first_day, last_day, created, done, dropped }) => (
            <tr key={first_day}>
              <th scope="row">{day(first_day)}</th>
              <td>
                <NumberLink to={createdIn(first_day, last_day)}>{number(created)}</NumberLink>
              </td>
              <td>
                <NumberLink to={doneIn(first_day, last_day)}>{number(done)}</NumberLink>
              </td>
              <td>
                <NumberLink to={droppedIn(first_day, last_day)}>{number(dropped)}</NumberLink>
              </td>
            </tr>
          ))}
        </tbody>
      </Numbers>
    </Part>
  );
}
