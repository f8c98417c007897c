import { useId, useState } from 'react';
import type { HabitYear } from '../../api/types';
import { monthLabel } from '../../format/days';
import { byMonth } from './byMonth';
import styles from './HabitYear.module.css';

/** The year by month, for whoever reads rather than looks. */
export function YearTable({ year }: { year: HabitYear }) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide the table' : 'Show as a table'}
      </button>
      <div id={id}>
        {isShown && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col">Done</th>
                <th scope="col">Not done</th>
                <th scope="col">Rest</th>
                <th scope="col">Strength</th>
              </tr>
            </thead>
            <tbody>
              {byMonth(year.days).map(({ month, done, missed, rest, strength }) => (
                <tr key={month}>
                  <th scope="row">{monthLabel(`${month}-01`)}</th>
                  <td>{done}</td>
                  <td>{missed}</td>
                  <td>{rest}</td>
                  <td>{strength === undefined ? '–' : `${strength} %`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}
