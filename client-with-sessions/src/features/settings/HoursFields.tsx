import { useId, useState } from 'react';
import type { Settings, Weekday } from '../../api/types';
import { isComposing } from '../../ui/isComposing';
import styles from './Days.module.css';
import { minutesIn, minutesInWords } from './hours';
import { useSaveSettings } from './useSaveSettings';
import { WEEKDAYS } from './weekdays';

/** How much time there is for tasks on each day of the week. */
export function HoursFields({ hours }: { hours: Settings['hours'] }) {
  return (
    <fieldset>
      <legend className={styles.legend}>Time for tasks</legend>
      <p className={styles.hint}>
        How many hours you have each day, such as 8, 7:30 or 0. Your plans are compared with them.
      </p>
      <div className={styles.week}>
        {WEEKDAYS.map(({ day, label }) => (
          <DayHours key={day} day={day} label={label} minutes={hours[day] ?? 0} />
        ))}
      </div>
    </fieldset>
  );
}

function DayHours({ day, label, minutes }: { day: Weekday; label: string; minutes: number }) {
  const id = useId();
  const save = useSaveSettings();
  const [text, setText] = useState(() => minutesInWords(minutes));
  const [isWrong, setWrong] = useState(false);

  const finish = () => {
    const typed = minutesIn(text);
    setWrong(typed === undefined);
    if (typed !== undefined && typed !== minutes) save({ hours: { [day]: typed } });
  };
  return (
    <label className={styles.day}>
      <span>{label}</span>
      {isWrong && (
        <span id={`${id}-problem`} role="alert" className={styles.error}>
          Type 0 to 24 hours.
        </span>
      )}
      <input
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        className={styles.hours}
        dir="auto"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={isWrong || undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && finish()}
      />
    </label>
  );
}
