import { useId } from 'react';
import type { Task } from '../../../api/types';
import { DateField } from '../../../dates/DateField';
import { addDays } from '../../../format/days';
import {
  type End,
  type Frequency,
  type MonthDay,
  type Repeat,
  type RuleDay,
  readRule,
  WEEKDAYS,
  writeRule,
} from '../../../words/recurrenceRule';
import { DAY_NAMES, monthDayInWords } from '../../../words/recurrenceWords';
import { RecurrenceInWords } from './RecurrenceInWords';
import { SettledInput } from './SettledInput';
import styles from './TaskDetails.module.css';

interface Props {
  recurrence: Task['recurrence'];
  /** The first day. */
  first: string;
  onChange: (rule: string, from: 'due' | 'completion', due?: string) => void;
}

const PLAIN: Repeat = {
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: [],
  monthDay: undefined,
  end: undefined,
};

/** Chooses how often a task repeats, part by part; each choice is saved at once. */
export function RecurrenceEditor({ recurrence, first, onChange }: Props) {
  const id = useId();
  const repeat = (recurrence && readRule(recurrence.rule)) || PLAIN;
  const from = recurrence?.from ?? 'due';
  const choose = (change: Partial<Repeat>) => onChange(writeRule({ ...repeat, ...change }), from);
  const monthDays = monthDaysOf(first);

  return (
    <div className={styles.editor}>
      <RecurrenceInWords onChange={onChange} />
      {recurrence && !readRule(recurrence.rule) && (
        <p className={styles.hint}>
          This rule says more than can be chosen here. Choosing replaces it.
        </p>
      )}
      <div className={styles.pair}>
        <label htmlFor={`${id}-interval`}>Every</label>
        <SettledInput
          id={`${id}-interval`}
          type="number"
          required
          min={1}
          max={999}
          value={String(repeat.interval)}
          onSave={(interval) => choose({ interval: Number(interval) })}
        />
        <select
          aria-label="Unit"
          value={recurrence ? repeat.frequency : ''}
          onChange={({ target }) =>
            choose({ frequency: target.value as Frequency, weekdays: [], monthDay: undefined })
          }
        >
          {!recurrence && <option value="">choose…</option>}
          <option value="DAILY">days</option>
          <option value="WEEKLY">weeks</option>
          <option value="MONTHLY">months</option>
          <option value="YEARLY">years</option>
        </select>
      </div>
      {recurrence && repeat.frequency === 'WEEKLY' && (
        <fieldset className={styles.week}>
          <legend className="visually-hidden">Days of the week</legend>
          {WEEKDAYS.map((day) => (
            <label key={day} className={styles.weekday}>
              <input
                type="checkbox"
                className="visually-hidden"
                checked={repeat.weekdays.includes(day)}
                onChange={() => choose({ weekdays: toggled(repeat.weekdays, day) })}
              />
              <span aria-hidden="true">{DAY_NAMES[day].slice(0, 2)}</span>
              <span className="visually-hidden">{DAY_NAMES[day]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {recurrence && repeat.frequency === 'MONTHLY' && (
        <select
          aria-label="Day of the month"
          value={JSON.stringify(repeat.monthDay ?? monthDays[0])}
          onChange={({ target }) => choose({ monthDay: JSON.parse(target.value) as MonthDay })}
        >
          {withChosen(monthDays, repeat.monthDay).map((monthDay) => (
            <option key={JSON.stringify(monthDay)} value={JSON.stringify(monthDay)}>
              on {monthDayInWords(monthDay)}
            </option>
          ))}
        </select>
      )}
      {recurrence && (
        <>
          <EndChoice end={repeat.end} first={first} onChange={(end) => choose({ end })} />
          <select
            aria-label="Counted from"
            value={from}
            onChange={({ target }) =>
              onChange(recurrence.rule, target.value as 'due' | 'completion')
            }
          >
            <option value="due">counted from the due date</option>
            <option value="completion">counted from when it is done</option>
          </select>
        </>
      )}
    </div>
  );
}

interface EndProps {
  end: End;
  first: string;
  onChange: (end: End) => void;
}

function EndChoice({ end, first, onChange }: EndProps) {
  const kind = !end ? 'never' : 'until' in end ? 'until' : 'count';
  const change = (next: string) => {
    if (next === 'until') onChange({ until: addDays(first, 90) });
    else onChange(next === 'count' ? { count: 10 } : undefined);
  };
  return (
    <div className={styles.pair}>
      <select aria-label="Ends" value={kind} onChange={({ target }) => change(target.value)}>
        <option value="never">never</option>
        <option value="until">on a day</option>
        <option value="count">after a number of times</option>
      </select>
      {end && 'until' in end && (
        <DateField
          label="Last day"
          value={end.until}
          empty=""
          isRequired
          onSave={({ date }) => date && onChange({ until: date })}
        />
      )}
      {end && 'count' in end && (
        <SettledInput
          type="number"
          aria-label="How many times"
          required
          min={1}
          max={999}
          value={String(end.count)}
          onSave={(count) => onChange({ count: Number(count) })}
        />
      )}
    </div>
  );
}

/** The ways to say which day of the month a date is: the 25th, the fourth Wednesday, the last. */
function monthDaysOf(first: string): MonthDay[] {
  const date = new Date(`${first}T00:00:00Z`);
  const day = date.getUTCDate();
  const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? 'MO';
  const nth = Math.ceil(day / 7);
  return [{ day }, { day: -1 }, ...(nth <= 4 ? [{ nth, weekday }] : []), { nth: -1, weekday }];
}

function withChosen(offered: MonthDay[], chosen: MonthDay | undefined): MonthDay[] {
  const isOffered = offered.some((one) => JSON.stringify(one) === JSON.stringify(chosen));
  return chosen && !isOffered ? [chosen, ...offered] : offered;
}

function toggled(days: RuleDay[], day: RuleDay): RuleDay[] {
  return days.includes(day) ? days.filter((other) => other !== day) : [...days, day];
}
