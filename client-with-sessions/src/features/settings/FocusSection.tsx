import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Focus } from '../../api/types';
import { askForNotifications, notifications } from '../../browser/notifications';
import { useSettings } from '../../data/queries/settings';
import { Button } from '../../ui/Button';
import { CheckField } from '../../ui/CheckField';
import { ListState } from '../../ui/ListState';
import { Section } from '../../ui/Section';
import choices from './Choices.module.css';
import styles from './Days.module.css';
import { NumberField } from './NumberField';
import { useSaveSettings } from './useSaveSettings';

const STYLES: { style: Focus['style']; label: string }[] = [
  { style: 'pomodoro', label: 'Pomodoro: a break, and after some blocks a longer one' },
  { style: 'flow', label: 'Flow: a break of a fifth of the block' },
  { style: 'countdown', label: 'Countdown: no break' },
];

/** How long blocks of focus and the breaks after them are, and what says that they are over. */
export function FocusSection() {
  const { query, settings } = useSettings();
  return (
    <Section title="Focus" hint="A block of time for one task, and the break after it.">
      <ListState
        what="Your settings"
        rows={3}
        isLoading={query.isPending}
        problem={query.error && !settings ? toProblem(query.error).message : undefined}
        onRetry={() => void query.refetch()}
      />
      {settings && <FocusFields focus={settings.focus} />}
    </Section>
  );
}

function FocusFields({ focus }: { focus: Focus }) {
  const save = useSaveSettings();
  const { style, minutes, pause, long_pause, every, sound, notify } = focus;
  return (
    <div className={styles.fields}>
      <fieldset>
        <legend className={styles.legend}>After a block</legend>
        <div className={choices.choices}>
          {STYLES.map((one) => (
            <CheckField
              key={one.style}
              kind="radio"
              name="focus-style"
              label={one.label}
              checked={one.style === style}
              onChange={() => save({ focus: { style: one.style } })}
            />
          ))}
        </div>
      </fieldset>
      <NumberField
        key={`minutes ${minutes}`}
        label="Minutes of a block"
        value={minutes}
        most={480}
        onSave={(minutes) => save({ focus: { minutes } })}
      />
      {style === 'pomodoro' && (
        <>
          <NumberField
            key={`pause ${pause}`}
            label="Minutes of a break"
            value={pause}
            most={60}
            onSave={(pause) => save({ focus: { pause } })}
          />
          <NumberField
            key={`long pause ${long_pause}`}
            label="Minutes of the longer break"
            value={long_pause}
            most={60}
            onSave={(long_pause) => save({ focus: { long_pause } })}
          />
          <NumberField
            key={`every ${every}`}
            label="Blocks before the longer break"
            value={every}
            most={12}
            onSave={(every) => save({ focus: { every } })}
          />
        </>
      )}
      <fieldset>
        <legend className={styles.legend}>When time is up</legend>
        <div className={choices.choices}>
          <CheckField
            label="Play a sound"
            checked={sound}
            onChange={() => save({ focus: { sound: !sound } })}
          />
          <NotifyField isOn={notify} onChange={(on) => save({ focus: { notify: on } })} />
        </div>
      </fieldset>
    </div>
  );
}

const HINTS = {
  allowed: undefined,
  unasked: 'This browser has not been asked yet.',
  refused: 'This browser does not allow it. Its settings for this page can change that.',
  impossible: 'This browser can’t show notifications here. It needs HTTPS.',
};

/** The browser is asked for its permission when somebody wants notifications, and not before. */
function NotifyField({ isOn, onChange }: { isOn: boolean; onChange: (on: boolean) => void }) {
  const [state, setState] = useState(notifications);
  const ask = async () => setState(await askForNotifications());
  return (
    <>
      <CheckField
        label="Show a notification"
        checked={isOn}
        onChange={() => {
          onChange(!isOn);
          if (!isOn) void ask();
        }}
      />
      {isOn && HINTS[state] && (
        <p role="status" className={styles.hint}>
          {HINTS[state]}
        </p>
      )}
      {isOn && state === 'unasked' && <Button onClick={() => void ask()}>Ask it</Button>}
    </>
  );
}
