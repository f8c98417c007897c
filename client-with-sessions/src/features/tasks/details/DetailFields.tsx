import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { instantOf, localDue, localTime } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useSettings } from '../../../data/queries/settings';
import { tagsQuery } from '../../../data/queries/tags';
import { useToday } from '../../../data/queries/today';
import { addDays, nextWeekday } from '../../../format/days';
import { isComposing } from '../../../ui/isComposing';
import {
  CHOICE_FIELDS,
  type ChoiceField,
  choicesOf,
  choosing,
  type Field,
  wordsOf,
} from '../../../words/fields';
import { dueInWords, timeOfDue, zoneOfDue } from '../row/due';
import { DAYS, SettledInput } from './SettledInput';
import { TagsField } from './TagsField';
import styles from './TaskDetails.module.css';
import type { Draft } from './useDraft';

interface Props {
  task: Task;
  draft: Draft;
  onSave: (patch: TaskPatch) => void;
}

type Control = (props: Props) => ReactNode;

/** The fields that are edited elsewhere in the details. */
type Elsewhere = 'title' | 'description' | 'recurrence' | 'parent_id';

/** The controls in order. A field with a few values needs no entry: it comes after these. */
const CONTROLS: Partial<Record<Field, Control>> = {
  status: choiceOf('status'),
  completed_at: CompletedAt,
  project_id: ProjectField,
  planned: PlannedField,
  due: DueField,
  start: StartField,
  estimate: EstimateField,
  priority: choiceOf('priority'),
  tags: OwnTags,
} satisfies Partial<Record<Field, Control>> &
  Record<Exclude<Field, ChoiceField | Elsewhere>, Control>;

const OTHERS = CHOICE_FIELDS.filter((field) => !CONTROLS[field]).map((field): [Field, Control] => [
  field,
  choiceOf(field),
]);

/** The fields beside title and description; each is saved as soon as it is chosen. */
export function DetailFields(props: Props) {
  const controls = [...Object.entries(CONTROLS), ...OTHERS];
  return (
    <div className={styles.fields}>
      {controls.map(([field, Own]) => (
        <Own key={field} {...props} />
      ))}
    </div>
  );
}

/** The control of a field with a few values. */
function choiceOf(field: ChoiceField): Control {
  const { label, empty } = wordsOf(field);
  return function Choice({ task, onSave }) {
    return (
      <Labelled label={label}>
        {(id) => (
          <select
            id={id}
            value={task[field] ?? ''}
            onChange={({ target }) => onSave(choosing(field, target.value))}
          >
            {empty === null && <option value="">None</option>}
            {choicesOf(field).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
    );
  };
}

function CompletedAt({ task: { completed_at, status }, onSave }: Props) {
  const { settings } = useSettings();
  if (completed_at === null) return null;
  return (
    <Labelled label={status === 'dropped' ? 'Dropped at' : wordsOf('completed_at').label}>
      {(id) => (
        <SettledInput
          id={id}
          type="datetime-local"
          required
          min="1970-01-02T00:00"
          max={localTime(settings, new Date())}
          value={localTime(settings, new Date(completed_at))}
          onSave={(local) => onSave({ completed_at: instantOf(settings, local) })}
        />
      )}
    </Labelled>
  );
}

function ProjectField({ task, onSave }: Props) {
  const { projects = [] } = useProjects();
  return (
    <Labelled label={wordsOf('project_id').label}>
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
  );
}

/** The planned day, with shortcuts for the most frequent choices. */
function PlannedField({ task: { planned }, onSave }: Props) {
  const today = useToday();
  const choices = [
    { name: 'Today', day: today },
    { name: 'Tomorrow', day: addDays(today, 1) },
    { name: 'Next week', day: nextWeekday(today, 1) },
  ];
  return (
    <Labelled label={wordsOf('planned').label}>
      {(id) => (
        <>
          <SettledInput
            {...DAYS}
            id={id}
            type="date"
            value={planned ?? ''}
            onSave={(next) => onSave({ planned: next || null })}
          />
          <span className={styles.choices}>
            {choices
              .filter(
                ({ day }, index) =>
                  day !== planned && choices.findIndex((one) => one.day === day) === index,
              )
              .map((choice) => (
                <button
                  key={choice.name}
                  type="button"
                  onClick={() => onSave({ planned: choice.day })}
                >
                  {choice.name}
                </button>
              ))}
          </span>
        </>
      )}
    </Labelled>
  );
}

function DueField({ task: { due, recurrence }, onSave }: Props) {
  const time = due === null ? undefined : timeOfDue(due);
  const zone = due === null ? undefined : zoneOfDue(due);
  const { settings } = useSettings();
  const today = useToday();
  const here = due === null ? undefined : localDue(settings, due);
  const save = (day: string, clock: string | undefined) => {
    // Without a due date, a task can't repeat.
    if (day === '') onSave({ due: null, ...(recurrence && { recurrence: null }) });
    else if (!clock) onSave({ due: day });
    else onSave({ due: `${day}T${clock}${zone === undefined ? '' : `[${zone}]`}` });
  };
  return (
    <Labelled label={wordsOf('due').label}>
      {(id) => (
        <span className={styles.pair}>
          <SettledInput
            {...DAYS}
            id={id}
            type="date"
            value={due?.slice(0, 10) ?? ''}
            onSave={(day) => save(day, time)}
          />
          {due !== null && (
            <SettledInput
              type="time"
              aria-label="Time it is due"
              title={zone}
              value={time ?? ''}
              onSave={(clock) => save(due.slice(0, 10), clock)}
            />
          )}
          {here?.elsewhere && settings && (
            <p className={styles.hint}>
              In {here.elsewhere.zone}; here it is {dueInWords(here.local, today, settings.clock)}.
            </p>
          )}
        </span>
      )}
    </Labelled>
  );
}

function StartField({ task, onSave }: Props) {
  return (
    <Labelled label={wordsOf('start').label}>
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
  );
}

function EstimateField({ draft }: Props) {
  const problem = draft.problemOf('estimate');
  return (
    <Labelled label={wordsOf('estimate').label}>
      {(id) => (
        <>
          <input
            {...draft.field('estimate')}
            id={id}
            dir="auto"
            autoComplete="off"
            placeholder="Add an estimate"
            aria-invalid={problem !== undefined || undefined}
            aria-describedby={problem && `${id}-problem`}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || isComposing(event)) return;
              event.preventDefault();
              draft.save();
            }}
          />
          {problem && (
            <p id={`${id}-problem`} role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
        </>
      )}
    </Labelled>
  );
}

function OwnTags({ task, draft, onSave }: Props) {
  const { data: tags = [] } = useQuery(tagsQuery);
  return (
    <Labelled label={wordsOf('tags').label}>
      {(id) => (
        <TagsField
          id={id}
          tags={task.tags}
          draft={draft}
          known={tags.map(({ name }) => name)}
          onSave={(next) => onSave({ tags: next })}
        />
      )}
    </Labelled>
  );
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
