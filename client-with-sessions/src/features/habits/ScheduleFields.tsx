import { useId } from 'react';
import type { Schedule } from '../../api/types';
import { CheckField } from '../../ui/CheckField';
import { Field } from '../../ui/Field';
import { useFieldErrors } from '../../ui/Form';
import { SelectField } from '../../ui/SelectField';
import styles from './Habits.module.css';
import { DAILY, WEEKDAYS } from './values';

const KINDS = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'On some days of the week' },
  { value: 'week', label: 'Some times a week' },
  { value: 'month', label: 'Some times a month' },
  { value: 'every', label: 'Every few days' },
];

interface Props {
  schedule: Schedule;
  /** Only days of the week can be chosen. */
  onlyWeekdays: boolean;
  onChange: (schedule: Schedule) => void;
}

/** When a habit is due. */
export function ScheduleFields({ schedule, onlyWeekdays, onChange }: Props) {
  const errors = useFieldErrors('schedule');
  const id = useId();
  const kind = kindOf(schedule);
  return (
    <>
      <SelectField
        label="When"
        value={kind}
        options={onlyWeekdays ? KINDS.slice(0, 2) : KINDS}
        onChange={(value) => onChange(FIRST[value] ?? DAILY)}
      />
      {schedule.kind === 'weekdays' && kind === 'weekdays' && (
        <fieldset className={styles.weekdays}>
          <legend className="visually-hidden">Days of the week</legend>
          {WEEKDAYS.map((day) => (
            <CheckField
              key={day}
              label={day.charAt(0).toUpperCase() + day.slice(1, 3)}
              aria-label={day.charAt(0).toUpperCase() + day.slice(1)}
              aria-invalid={errors.length > 0 || undefined}
              aria-describedby={errors.length > 0 ? id : undefined}
              checked={schedule.weekdays.includes(day)}
              onChange={({ target }) => {
                const others = schedule.weekdays.filter((one) => one !== day);
                onChange({ ...schedule, weekdays: target.checked ? [...others, day] : others });
              }}
            />
          ))}
          <p id={id} className={styles.error}>
            {errors.join(' ')}
          </p>
        </fieldset>
      )}
      {schedule.kind === 'times' && (
        <Field
          label={`Times a ${schedule.per}`}
          name="schedule"
          type="number"
          inputMode="numeric"
          min={1}
          max={schedule.per === 'week' ? 7 : 28}
          value={schedule.times || ''}
          onChange={({ target }) => onChange({ ...schedule, times: Number(target.value) })}
        />
      )}
      {schedule.kind === 'every' && (
        <Field
          label="Days from one time to the next"
          name="schedule"
          type="number"
          inputMode="numeric"
          min={1}
          max={365}
          value={schedule.days || ''}
          onChange={({ target }) => onChange({ ...schedule, days: Number(target.value) })}
        />
      )}
    </>
  );
}

const FIRST: Record<string, Schedule> = {
  weekdays: { kind: 'weekdays', weekdays: WEEKDAYS.slice(0, 5) },
  week: { kind: 'times', times: 3, per: 'week' },
  month: { kind: 'times', times: 2, per: 'month' },
  every: { kind: 'every', days: 3 },
};

function kindOf(schedule: Schedule): string {
  if (schedule.kind === 'times') return schedule.per;
  if (schedule.kind === 'every') return 'every';
  return schedule.weekdays.length === WEEKDAYS.length ? 'daily' : 'weekdays';
}
