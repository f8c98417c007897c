import { useTimeSheet } from '../../../data/queries/timeEntries';
import { DaySection } from './DaySection';
import styles from './TimePage.module.css';

/** The time of a day, below what else is said about it; nothing if there is none. */
export function DayTime({ date }: { date: string }) {
  const { data } = useTimeSheet(date, date);
  const day = data?.days.find((one) => one.date === date);
  if (!data || !day || day.parts.length === 0) return null;
  return (
    <section aria-label="Time of the day" className={styles.below}>
      <h2 className={styles.heading}>Time</h2>
      <DaySection sheet={data} date={date} seconds={day.seconds} hasHeading />
    </section>
  );
}
