import { useState } from 'react';
import { toProblem } from '../../api/errors';
import type { Habit, Schedule } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { createHabit } from '../../data/mutations/createHabit';
import { updateHabit } from '../../data/mutations/updateHabit';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Form, type FormProblem } from '../../ui/Form';
import { SelectField } from '../../ui/SelectField';
import styles from './Habits.module.css';
import { ScheduleFields } from './ScheduleFields';
import { DAILY, fieldsOf, goalOf } from './values';

const GOALS = [
  { value: 'check', label: 'Done or not' },
  { value: 'count', label: 'A number, at least' },
  { value: 'minutes', label: 'Minutes, at least' },
  { value: 'count most', label: 'A number, at most' },
  { value: 'minutes most', label: 'Minutes, at most' },
];

interface Props {
  /** None for a new one. */
  habit?: Habit | undefined;
  today: string;
  onClose: () => void;
}

/** Makes a habit, or changes one. */
export function HabitDialog({ habit, today, onClose }: Props) {
  const { mutate } = useMutations();
  const [goal, setGoal] = useState(habit ? goalOf(habit) : 'check');
  const [schedule, setSchedule] = useState<Schedule>(habit?.schedule ?? DAILY);
  const [problem, setProblem] = useState<FormProblem>();
  const [busy, setBusy] = useState(false);
  const isMost = goal.endsWith('most');

  const save = (values: Record<string, string>) => {
    const fields = fieldsOf(goal, schedule, values);
    if (fields.name === '') {
      const message = 'A habit needs a name.';
      return setProblem({ message, fields: { name: [message] } });
    }
    setBusy(true);
    setProblem(undefined);
    const then = {
      done: onClose,
      refused: (error: unknown) => {
        setBusy(false);
        setProblem(toProblem(error));
        return true;
      },
    };
    mutate(habit ? updateHabit({ habit, patch: fields }) : createHabit(fields), then);
  };

  return (
    <Dialog title={habit ? 'Change the habit' : 'New habit'} onClose={onClose}>
      <Form problem={problem} busy={busy} onSubmit={save}>
        <Field
          label="Name"
          name="name"
          defaultValue={habit?.name ?? ''}
          maxLength={100}
          autoComplete="off"
          autoFocus
        />
        <SelectField
          label="How a day is answered"
          value={goal}
          options={GOALS}
          onChange={(value) => {
            setGoal(value);
            if (value.endsWith('most') && schedule.kind !== 'weekdays') setSchedule(DAILY);
          }}
        />
        {goal !== 'check' && (
          <div className={styles.pair}>
            <Field
              label={isMost ? 'At most' : 'At least'}
              name="target"
              type="number"
              inputMode="numeric"
              min={isMost ? 0 : 1}
              defaultValue={habit && habit.kind !== 'check' ? habit.target : ''}
              autoComplete="off"
            />
            {goal.startsWith('count') && (
              <Field
                label="Of what"
                name="unit"
                maxLength={20}
                defaultValue={habit?.unit ?? ''}
                placeholder="pages"
                autoComplete="off"
              />
            )}
          </div>
        )}
        <ScheduleFields schedule={schedule} onlyWeekdays={isMost} onChange={setSchedule} />
        <Field label="Begins" name="begins" type="date" defaultValue={habit?.begins ?? today} />
        <Field
          label="Note"
          name="note"
          maxLength={1000}
          defaultValue={habit?.note ?? ''}
          placeholder="What it is for"
          autoComplete="off"
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={busy}>
            {habit ? 'Save' : 'Add'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  );
}
