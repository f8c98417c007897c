import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { instantOf, localDue, localTime } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useSections } from '../../../data/queries/sections';
import { useSettings } from '../../../data/queries/settings';
import { tagsQuery } from '../../../data/queries/tags';
import { useToday } from '../../../data/queries/today';
import { DateField } from '../../../dates/DateField';
import type { Picked } from '../../../dates/DatePicker';
import { isComposing } from '../../../ui/isComposing';
import {
  CHOICE_FIELDS,
  type ChoiceField,
  choicesOf,
  choosing,
  type Field,
  wordsOf,
} from '../../../words/fields';
import { dueInWords, zoneOfDue } from '../row/due';
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
  section_id: SectionField,
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
    <DateField
      label={status === 'dropped' ? 'Dropped at' : wordsOf('completed_at').label}
      value={localTime(settings, new Date(completed_at))}
      empty=""
      hasTime
      isRequired
      isPast
      onSave={({ date }) => {
        // A day that is over ends at noon for those who do not say when.
        const local = date && (date.length > 10 ? date.slice(0, 16) : `${date}T12:00`);
        if (local) onSave({ completed_at: instantOf(settings, local) });
      }}
    />
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

function SectionField({ task: { project_id, section_id }, onSave }: Props) {
  const { sections = [] } = useSections(project_id ?? undefined);
  if (project_id === null || sections.length === 0) return null;
  return (
    <Labelled label={wordsOf('section_id').label}>
      {(id) => (
        <select
          id={id}
          value={section_id ?? ''}
          onChange={({ target: { value } }) =>
            onSave({ section_id: value === '' ? null : Number(value) })
          }
        >
          <option value="">None</option>
          {sections.map((section) => (
            <option key={section.id} value={section.id}>
              {section.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function PlannedField({ task: { planned }, onSave }: Props) {
  return (
    <DateField
      label={wordsOf('planned').label}
      value={planned}
      empty="Plan a day"
      hasTime
      // A plan is by the clock of the account, whatever zone was typed.
      onSave={({ date }) => onSave({ planned: date?.slice(0, 16) ?? null })}
    />
  );
}

function DueField({ task: { due, recurrence }, onSave }: Props) {
  const zone = due === null ? undefined : zoneOfDue(due);
  const { settings } = useSettings();
  const today = useToday();
  const here = due === null ? undefined : localDue(settings, due);
  const save = ({ date, recurrence: typed }: Picked) => {
    // Without a due date, a task can't repeat.
    if (date === null) onSave({ due: null, ...(recurrence && { recurrence: null }) });
    else {
      // A time that was typed says its zone; one of the day that was there stays in its own.
      const isPlain = date.length === 16 && zone !== undefined;
      onSave({ due: isPlain ? `${date}[${zone}]` : date, ...(typed && { recurrence: typed }) });
    }
  };
  return (
    <DateField
      label={wordsOf('due').label}
      value={due?.slice(0, 16) ?? null}
      empty="Add a due date"
      hasTime
      onSave={save}
    >
      {here?.elsewhere && settings && (
        <p className={styles.hint}>
          In {here.elsewhere.zone}; here it is {dueInWords(here.local, today, settings.clock)}.
        </p>
      )}
    </DateField>
  );
}

function StartField({ task: { start }, onSave }: Props) {
  return (
    <DateField
      label={wordsOf('start').label}
      value={start}
      empty="Add a start"
      onSave={({ date }) => onSave({ start: date })}
    />
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
