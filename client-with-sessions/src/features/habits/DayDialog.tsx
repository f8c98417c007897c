import { useState } from 'react';
import type { EntryState, Habit, HabitDay } from '../../api/types';
import { Button } from '../../ui/Button';
import { CheckField } from '../../ui/CheckField';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import { goalInWords, shortDay } from '../../words/habits';
import styles from './Habits.module.css';
import type { HabitActions } from './useHabitActions';

const STATES: { state: EntryState; label: string }[] = [
  { state: 'done', label: 'Done' },
  { state: 'skipped', label: 'Skipped: it doesn’t count' },
  { state: 'missed', label: 'Not done' },
];

interface Props {
  habit: Habit;
  day: HabitDay;
  actions: HabitActions;
  onClose: () => void;
}

/** What is answered for a day: the state, the value and a note. */
export function DayDialog({ habit, day, actions, onClose }: Props) {
  const [state, setState] = useState<EntryState>(day.state ?? 'done');
  const [problem, setProblem] = useState<FormProblem>();
  const hasValue = habit.kind !== 'check' && state === 'done';
  const save = ({ value = '', note = '' }: Record<string, string>) => {
    const number = Number(value);
    const most = habit.kind === 'minutes' ? 1_440 : 1_000_000;
    if (
      hasValue &&
      !(value.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most)
    ) {
      const message = `The value must be a whole number from 0 to ${most.toLocaleString('en')}.`;
      return setProblem({ message, fields: { value: [message] } });
    }
    const answer = {
      state,
      ...(hasValue && { value: number }),
      ...(note.trim() !== '' && { note: note.trim() }),
    };
    actions.answer(habit, day, answer);
    onClose();
  };

  return (
    <Dialog title={`${habit.name}, ${shortDay(day.day)}`} onClose={onClose}>
      <Form problem={problem} busy={false} onSubmit={save}>
        {/* The dialog gives the focus to its first field. */}
        {hasValue && (
          <Field
            label={valueLabel(habit)}
            name="value"
            type="number"
            inputMode="numeric"
            min={0}
            hint={goalInWords(habit)}
            defaultValue={day.value ?? ''}
            autoComplete="off"
          />
        )}
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">How it was</legend>
          {STATES.map((one) => (
            <CheckField
              key={one.state}
              kind="radio"
              name="state"
              label={one.label}
              value={one.state}
              checked={state === one.state}
              onChange={() => setState(one.state)}
            />
          ))}
        </fieldset>
        <Field
          label={state === 'skipped' ? 'Reason' : 'Note'}
          name="note"
          maxLength={500}
          defaultValue={day.note ?? ''}
          autoComplete="off"
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary">
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          {day.state !== undefined && (
            <Button
              variant="quiet"
              onClick={() => {
                actions.clear(habit, day);
                onClose();
              }}
            >
              Clear
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  );
}

function valueLabel({ kind, unit }: Habit): string {
  if (kind === 'minutes') return 'Minutes';
  return unit === null ? 'How many' : unit.charAt(0).toUpperCase() + unit.slice(1);
}
