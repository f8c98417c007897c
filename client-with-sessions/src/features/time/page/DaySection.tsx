import { useId, useState } from 'react';
import type { TimeSheet } from '../../../api/types';
import { localTime } from '../../../data/lists/today';
import { useClock, useSettings } from '../../../data/queries/settings';
import { clockTime, minutesInWords } from '../../../format/amounts';
import { dayHeadings } from '../../../format/days';
import { EntryForm } from './EntryForm';
import { EntryRow } from './EntryRow';
import { itemsOf } from './parts';
import styles from './TimePage.module.css';
import { useEntryActions } from './useEntryActions';

interface DayProps {
  sheet: TimeSheet;
  date: string;
  seconds: number;
  hasHeading: boolean;
}

/** The entries of a day, and the gaps between them. */
export function DaySection({ sheet, date, seconds, hasHeading }: DayProps) {
  const id = useId();
  const heading = dayHeadings(date, sheet.today);
  return (
    <section aria-labelledby={id} className={styles.day}>
      <h2 id={id} className={hasHeading ? styles.heading : 'visually-hidden'}>
        {heading.name} <span className={styles.date}>{heading.date}</span>
        <span className={styles.sum}>{minutesInWords(Math.round(seconds / 60))}</span>
      </h2>
      <ul className={styles.entries} aria-labelledby={id}>
        {itemsOf(sheet, date).map((item) =>
          'gap' in item ? (
            <GapRow key={item.gap.from} gap={item.gap} date={date} />
          ) : (
            <EntryRow key={item.part.entry_id} part={item.part} date={date} />
          ),
        )}
      </ul>
    </section>
  );
}

/** Time in which nothing was noted, and a button to fill it. */
function GapRow({ gap, date }: { gap: { from: string; to: string }; date: string }) {
  const { settings } = useSettings();
  const clock = useClock();
  const [isOpen, setOpen] = useState(false);
  const actions = useEntryActions(() => setOpen(false));
  const local = (at: string) => localTime(settings, new Date(at)).slice(11);
  const shown = (at: string) => clockTime(local(at), clock);
  const minutes = Math.round((Date.parse(gap.to) - Date.parse(gap.from)) / 60_000);
  if (isOpen) {
    return (
      <li className={styles.editing}>
        <EntryForm
          draft={{ purpose: {}, note: '', day: date, when: `${local(gap.from)}–${local(gap.to)}` }}
          isNew
          dayStart={settings?.day_start ?? '00:00'}
          problem={actions.problem}
          isInTheWay={actions.isInTheWay}
          onSave={(body, name) =>
            // The gap is to be filled to the second.
            actions.create(
              isWhole(body, local(gap.from), local(gap.to))
                ? { ...body, started_at: gap.from, ended_at: gap.to }
                : body,
              name,
            )
          }
          onClose={() => setOpen(false)}
        />
      </li>
    );
  }
  return (
    <li className={styles.gap}>
      <button type="button" className={styles.fill} onClick={() => setOpen(true)}>
        <span className={styles.span}>
          {shown(gap.from)} – {shown(gap.to)}
        </span>
        <span className={styles.what}>Nothing noted. Fill in</span>
        <span className={styles.length}>{minutesInWords(minutes)}</span>
      </button>
    </li>
  );
}

function isWhole(
  { started_at, ended_at }: { started_at?: string; ended_at?: string | null },
  from: string,
  to: string,
): boolean {
  return started_at?.slice(11) === from && ended_at?.slice(11) === to;
}
