import { useQuery } from '@tanstack/react-query';
import type { ReviewedPeriod } from '../../../api/types';
import { reviewQuery } from '../../../data/queries/reviews';
import { useSettings } from '../../../data/queries/settings';
import { useTimeTotals } from '../../../data/queries/timeEntries';
import { minutesInWords } from '../../../format/amounts';
import { addDays } from '../../../format/days';
import { weekOf } from '../../../format/weeks';
import styles from './Reviews.module.css';

/** What became of a week, beside the one before. */
export function NumbersStep({ week }: { week: string }) {
  const { settings } = useSettings();
  const { data: present } = useQuery(reviewQuery(week));
  const first = present?.first_day;
  const before = first && weekOf(addDays(first, -1), settings?.week_start ?? 'monday');
  const { data: last } = useQuery({ ...reviewQuery(before ?? ''), enabled: before !== undefined });
  const time = useHours(first);
  const timeBefore = useHours(first && addDays(first, -7));
  const rows: [string, (of: ReviewedPeriod) => string][] = [
    ['Done', ({ now }) => String(now.done)],
    ['Dropped', ({ now }) => String(now.dropped)],
    ['Added', ({ now }) => String(now.created)],
    ['Plan kept', ({ now }) => (now.planned === 0 ? '–' : `${now.kept} of ${now.planned}`)],
  ];
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <td />
          <th scope="col">This week</th>
          <th scope="col">Week before</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, shown]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{present ? shown(present) : ''}</td>
            <td>{last ? shown(last) : ''}</td>
          </tr>
        ))}
        {(time ?? timeBefore) !== undefined && (
          <tr>
            <th scope="row">Time kept</th>
            <td>{time}</td>
            <td>{timeBefore}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The time kept in the week that begins on a day, in words; undefined if none is known. */
function useHours(first: string | undefined): string | undefined {
  const { data } = useTimeTotals(first ?? '', first ? addDays(first, 6) : '', first !== undefined);
  return data && data.seconds > 0 ? minutesInWords(Math.round(data.seconds / 60)) : undefined;
}
