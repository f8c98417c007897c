import type { DayStatistics } from '../../api/types';
import { monthLabel } from '../../format/days';
import { byMonth } from './months';
import { NumberLink } from './NumberLink';
import { Numbers } from './Part';
import { doneIn, droppedIn } from './targets';
import { inHours, number } from './words';

/** The year by month. */
export function MonthTable({ days }: { days: DayStatistics[] }) {
  return (
    <Numbers of="Month by month">
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Done</th>
          <th scope="col">Dropped</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {byMonth(days).map(({ first, last, done, dropped, seconds }) => (
          <tr key={first}>
            <th scope="row">{monthLabel(first)}</th>
            <td>
              <NumberLink to={doneIn(first, last)}>{number(done)}</NumberLink>
            </td>
            <td>
              <NumberLink to={droppedIn(first, last)}>{number(dropped)}</NumberLink>
            </td>
            <td>{inHours(seconds)}</td>
          </tr>
        ))}
      </tbody>
    </Numbers>
  );
}
