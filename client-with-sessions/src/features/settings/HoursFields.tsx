import { useQuery } from '@tanstack/react-query';
import { Fragment, useId, useState } from 'react';
import type { Settings, Weekday } from '../../api/types';
import { usualHoursQuery } from '../../data/queries/calibration';
import { minutesInWords as inWords } from '../../format/amounts';
import { Button } from '../../ui/Button';
import { isComposing } from '../../ui/isComposing';
import styles from './Days.module.css';
import { minutesIn, minutesInWords } from './hours';
import { useSaveSettings } from './useSaveSettings';
import { WEEKDAYS } from './weekdays';

/** How much time there is for tasks on each day of the week. */
export function HoursFields({ hours }: { hours: Settings['hours'] }) {
  const { data: usual } = useQuery(usualHoursQuery);
  return (
    <fieldset>
      <legend className={styles.legend}>Time for tasks</legend>
      <p className={styles.hint}>
        How many hours you have each day, such as 8, 7:30 or 0. Your plans are compared with them.
      </p>
      <div className={styles.week}>
        {WEEKDAYS.map(({ day, label }, index) => (
          <Fragment key={day}>
            <DayHours day={day} label={label} minutes={hours[day] ?? 0} />
            <UsualHours
              day={day}
              label={label}
              minutes={hours[day] ?? 0}
              usual={usual?.[index] ?? undefined}
            />
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}

/** Differences below this say nothing. */
const MUCH = 15;

interface UsualProps {
  day: Weekday;
  label: string;
  minutes: number;
  /** The median of the time kept on that weekday. */
  usual: number | undefined;
}

/** How much gets done on a weekday, if that is known and differs from the hours. */
function UsualHours({ day, label, minutes, usual }: UsualProps) {
  const save = useSaveSettings();
  if (usual === undefined || Math.abs(usual - minutes) < MUCH) return null;
  const rounded = Math.round(usual / 5) * 5;
  return (
    <p className={styles.usual}>
      {label}s you get {inWords(rounded)} done.
      <Button
        variant="quiet"
        aria-label={`Plan with ${inWords(rounded)} on ${label}s`}
        onClick={() => save({ hours: { [day]: rounded } })}
      >
        Plan with that
      </Button>
    </p>
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
