import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { instantOf, localDue, localTime } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useSections } from '../../../data/queries/sections';
import { useSettings } from '../../../data/queries/settings';
import { tagsQuery } from '../../../data/queries/tags';
import { useToday } from '../../../data/queries/today';
import { DateField } from '../../../dates/DateField';
import type { Picked } from '../../../dates/DatePicker';
import { minutesInWords, readMinutes } from '../../../format/amounts';
import { FieldFinder, type FoundField } from '../../../suggestions/FieldFinder';
import { isComposing } from '../../../ui/isComposing';
import { PopoverField } from '../../../ui/PopoverField';
import {
  bulkOf,
  CHOICE_FIELDS,
  type ChoiceField,
  choicesOf,
  choosing,
  type Field,
  wordsOf,
} from '../../../words/fields';
import { takeUsual, UsualEstimate } from '../editor/usual';
import { dueInWords, zoneOfDue } from '../row/due';
import { TagsField } from './TagsField';
import styles from './TaskDetails.module.css';
import { TypedLine } from './TypedLine';
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
    const value = task[field];
    const isNone = value === empty && bulkOf(field) !== undefined;
    return (
      <ValueField
        field={field}
        value={value}
        isEmpty={isNone}
        shown={
          isNone
            ? `Set a ${label.toLowerCase()}`
            : choicesOf(field).find(([one]) => one === value)?.[1]
        }
        none={bulkOf(field) && choosing(field, empty ?? '')}
        onSave={onSave}
      />
    );
  };
}

interface ValueFieldProps {
  field: FoundField;
  value: string | number | null;
  shown: ReactNode;
  isEmpty: boolean;
  /** The patch that makes it empty, if it can be. */
  none: TaskPatch | undefined;
  project?: number | undefined;
  onSave: (patch: TaskPatch) => void;
}

/** A field whose value is found by name, as for several tasks at once. */
function ValueField({ field, value, none, project, onSave, ...shown }: ValueFieldProps) {
  const { label } = wordsOf(field);
  return (
    <PopoverField
      {...shown}
      label={label}
      onClear={none && (() => onSave(none))}
      choose={(close) => (
        <FieldFinder
          {...{ field, value, project }}
          title={label}
          onPick={(patch) => {
            close();
            onSave(patch);
          }}
        />
      )}
    />
  );
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

function ProjectField({ task: { project_id }, onSave }: Props) {
  const { projects } = useProjects();
  const project = projects?.find(({ id }) => id === project_id);
  return (
    <ValueField
      field="project_id"
      value={project_id}
      isEmpty={project_id === null}
      shown={project_id === null ? 'Add to a project' : project?.name}
      none={{ project_id: null }}
      onSave={onSave}
    />
  );
}

function SectionField({ task: { project_id, section_id }, onSave }: Props) {
  const { sections = [] } = useSections(project_id ?? undefined);
  if (project_id === null || sections.length === 0) return null;
  const section = sections.find(({ id }) => id === section_id);
  return (
    <ValueField
      field="section_id"
      value={section_id}
      project={project_id}
      isEmpty={section_id === null}
      shown={section_id === null ? 'Add to a section' : section?.name}
      none={{ section_id: null }}
      onSave={onSave}
    />
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

function EstimateField({ task, draft }: Props) {
  const typed = readMinutes(draft.field('estimate').value);
  const [usual, setUsual] = useState<'unasked' | 'asked' | 'taken'>('unasked');
  return (
    <div
      onInput={() => setUsual('asked')}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !event.altKey || isComposing(event)) return;
        if (takeUsual(event.currentTarget)) event.preventDefault();
      }}
    >
      <Labelled label={wordsOf('estimate').label}>
        {(id) => (
          <>
            <TypedLine {...{ id, draft }} of="estimate" placeholder="Add an estimate" />
            {usual === 'asked' && typed !== undefined && typed > 0 && (
              <UsualEstimate
                className={styles.usual}
                estimate={typed}
                tags={task.tags}
                project={task.project_id}
                onTake={(estimate) => {
                  setUsual('taken');
                  draft.replace('estimate', minutesInWords(estimate));
                }}
              />
            )}
          </>
        )}
      </Labelled>
    </div>
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
