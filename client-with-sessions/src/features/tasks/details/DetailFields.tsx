import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Priority, Status, Task, TaskPatch } from '../../../api/types';
import { instantOf, localTime } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useSettings } from '../../../data/queries/settings';
import { tagsQuery } from '../../../data/queries/tags';
import { useToday } from '../../../data/queries/today';
import { minutesInWords, readMinutes } from '../../../format/amounts';
import { addDays, nextWeekday } from '../../../format/days';
import { timeOfDue, zoneOfDue } from '../row/due';
import { DAYS, SettledInput } from './SettledInput';
import { TagsField } from './TagsField';
import styles from './TaskDetails.module.css';
import { TypedField } from './TypedField';

interface Props {
  task: Task;
  onSave: (patch: TaskPatch) => void;
}

/** What is known of a task beside its words; each is saved as it is chosen. */
export function DetailFields({ task, onSave }: Props) {
  const { projects = [] } = useProjects();
  const { data: tags = [] } = useQuery(tagsQuery);
  const { settings } = useSettings();
  const today = useToday();
  const time = task.due === null ? undefined : timeOfDue(task.due);
  const zone = task.due === null ? undefined : zoneOfDue(task.due);

  const saveDue = (day: string, clock: string | undefined) => {
    // Without a date nothing can repeat.
    if (day === '') onSave({ due: null, ...(task.recurrence && { recurrence: null }) });
    else if (!clock) onSave({ due: day });
    else onSave({ due: `${day}T${clock}${zone === undefined ? '' : `[${zone}]`}` });
  };

  return (
    <div className={styles.fields}>
      <Labelled label="Status">
        {(id) => (
          <select
            id={id}
            value={task.status}
            onChange={({ target }) => onSave({ status: target.value as Status })}
          >
            <option value="open">Open</option>
            <option value="done">Done</option>
            <option value="dropped">Dropped</option>
          </select>
        )}
      </Labelled>
      {task.completed_at !== null && (
        <Labelled label={task.status === 'dropped' ? 'Dropped at' : 'Done at'}>
          {(id) => (
            <SettledInput
              id={id}
              type="datetime-local"
              required
              min="1970-01-02T00:00"
              max={localTime(settings, new Date())}
              value={localTime(settings, new Date(task.completed_at ?? 0))}
              onSave={(local) => onSave({ completed_at: instantOf(settings, local) })}
            />
          )}
        </Labelled>
      )}
      <Labelled label="Project">
        {(id) => (
          <select
            id={id}
            value={task.project_id ?? ''}
            onChange={({ target: { value } }) =>
              onSave({ project_id: value === '' ? null : Number(value) })
            }
          >
            <option value="">None</option>
            {projects
              .filter((project) => project.archived_at === null || project.id === task.project_id)
              .map((project) => (
                <option key={project.id} value={project.id}>
                  {project.name}
                </option>
              ))}
          </select>
        )}
      </Labelled>
      <DayField
        label="Planned"
        day={task.planned}
        today={today}
        onSave={(planned) => onSave({ planned })}
      />
      <Labelled label="Due">
        {(id) => (
          <span className={styles.pair}>
            <SettledInput
              {...DAYS}
              id={id}
              type="date"
              value={task.due?.slice(0, 10) ?? ''}
              onSave={(day) => saveDue(day, time)}
            />
            {task.due !== null && (
              <SettledInput
                type="time"
                aria-label="Time it is due"
                title={zone}
                value={time ?? ''}
                onSave={(clock) => saveDue(task.due?.slice(0, 10) ?? '', clock)}
              />
            )}
          </span>
        )}
      </Labelled>
      <Labelled label="Hidden until">
        {(id) => (
          <SettledInput
            {...DAYS}
            id={id}
            type="date"
            value={task.start ?? ''}
            onSave={(day) => onSave({ start: day || null })}
          />
        )}
      </Labelled>
      <Labelled label="Estimate">
        {(id) => (
          <TypedField
            id={id}
            placeholder="45 min, 1 h 30"
            value={task.estimate === null ? '' : minutesInWords(task.estimate)}
            read={readEstimate}
            problem="Type minutes or hours, such as 45 or 1 h 30; at most 1,000 h."
            onSave={(estimate) => onSave({ estimate: estimate === 0 ? null : estimate })}
          />
        )}
      </Labelled>
      <Labelled label="Priority">
        {(id) => (
          <select
            id={id}
            value={task.priority}
            onChange={({ target }) => onSave({ priority: target.value as Priority })}
          >
            <option value="none">None</option>
            <option value="low">Low</option>
            <option value="medium">Medium</option>
            <option value="high">High</option>
          </select>
        )}
      </Labelled>
      <Labelled label="Tags">
        {(id) => (
          <TagsField
            id={id}
            tags={task.tags}
            known={tags.map(({ name }) => name)}
            onSave={(next) => onSave({ tags: next })}
          />
        )}
      </Labelled>
    </div>
  );
}

/** The most minutes that a task takes. */
const LONGEST = 60_000;

function readEstimate(text: string): number | null | undefined {
  if (text === '') return null;
  const minutes = readMinutes(text);
  return minutes !== undefined && minutes <= LONGEST ? minutes : undefined;
}

interface LabelledProps {
  label: string;
  children: (id: string) => ReactNode;
}

function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.control}>{children(id)}</div>
    </div>
  );
}

interface DayProps {
  label: string;
  day: string | null;
  today: string;
  onSave: (day: string | null) => void;
}

/** A day, with the ones that are chosen most at hand. */
function DayField({ label, day, today, onSave }: DayProps) {
  const choices = [
    { name: 'Today', day: today },
    { name: 'Tomorrow', day: addDays(today, 1) },
    { name: 'Next week', day: nextWeekday(today, 1) },
  ];
  return (
    <Labelled label={label}>
      {(id) => (
        <>
          <SettledInput
            {...DAYS}
            id={id}
            type="date"
            value={day ?? ''}
            onSave={(next) => onSave(next || null)}
          />
          <span className={styles.choices}>
            {choices
              .filter((choice) => choice.day !== day)
              .map((choice) => (
                <button key={choice.name} type="button" onClick={() => onSave(choice.day)}>
                  {choice.name}
                </button>
              ))}
          </span>
        </>
      )}
    </Labelled>
  );
}
