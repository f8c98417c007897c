import { toProblem } from '../../api/errors';
import type { Settings, Weekday } from '../../api/types';
import { useSettings } from '../../data/queries/settings';
import { CheckField } from '../../ui/CheckField';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import { SelectField } from '../../ui/SelectField';
import choices from './Choices.module.css';
import styles from './Days.module.css';
import { HoursFields } from './HoursFields';
import { TimeOfDay } from './TimeOfDay';
import { useSaveSettings } from './useSaveSettings';
import { WEEKDAYS } from './weekdays';
import { zoneNames } from './zones';

const NOON = 12 * 60;

const CLOCKS: { clock: Settings['clock']; label: string }[] = [
  { clock: '24h', label: '24 hours, 14:30' },
  { clock: '12h', label: '12 hours, 2:30 pm' },
];

const DATE_ORDERS = [
  { order: 'day_first', label: 'Day first, 3/12 is 3 December' },
  { order: 'month_first', label: 'Month first, 3/12 is March 12' },
] as const;

/** The settings of the owner's days: time zone, beginning, hours. */
export function DaysSection() {
  const { query, settings } = useSettings();
  return (
    <Section title="Your days" hint="For your account, on every device.">
      <ListState
        what="Your settings"
        rows={5}
        isLoading={query.isPending}
        problem={query.error && !settings ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {settings && <DaysFields settings={settings} />}
    </Section>
  );
}

function DaysFields({ settings }: { settings: Settings }) {
  const save = useSaveSettings();
  return (
    <div className={styles.fields}>
      <SelectField
        label="Time zone"
        value={settings.zone ?? 'UTC'}
        options={zoneNames(settings.zone ?? 'UTC').map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
        onChange={(zone) => save({ zone })}
      />
      <SelectField
        label="The week begins on"
        value={settings.week_start}
        options={WEEKDAYS.map(({ day, label }) => ({ value: day, label }))}
        onChange={(week_start) => save({ week_start: week_start as Weekday })}
      />
      <TimeOfDay
        key={`day ${settings.day_start}`}
        label="A day begins at"
        hint="From 00:00 to 11:59. Until then it is still the day before."
        value={settings.day_start}
        before={NOON}
        onSave={(day_start) => save({ day_start })}
      />
      <fieldset>
        <legend className={styles.legend}>Clock</legend>
        <div className={choices.choices}>
          {CLOCKS.map(({ clock, label }) => (
            <CheckField
              key={clock}
              kind="radio"
              name="clock"
              label={label}
              checked={clock === settings.clock}
              onChange={() => save({ clock })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className={styles.legend}>Dates in numbers</legend>
        <div className={choices.choices}>
          {DATE_ORDERS.map(({ order, label }) => (
            <CheckField
              key={order}
              kind="radio"
              name="date-order"
              label={label}
              checked={order === settings.date_order}
              onChange={() => save({ date_order: order })}
            />
          ))}
        </div>
      </fieldset>
      <SelectField
        label="Language"
        value={settings.language}
        options={[{ value: 'en', label: 'English' }]}
        onChange={() => save({ language: 'en' })}
      />
      <HoursFields key={JSON.stringify(settings.hours)} hours={settings.hours} />
      <TimeOfDay
        key={`hours ${settings.hours_start}`}
        label="Your hours begin at"
        hint="The calendar shows the time for tasks from then on."
        value={settings.hours_start}
        before={2 * NOON}
        onSave={(hours_start) => save({ hours_start })}
      />
    </div>
  );
}
