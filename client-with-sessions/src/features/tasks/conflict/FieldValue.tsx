import type { ReactNode } from 'react';
import type { Task } from '../../../api/types';
import { localDue, localTime } from '../../../data/lists/today';
import { useProjects } from '../../../data/queries/projects';
import { useSections } from '../../../data/queries/sections';
import { useClock, useSettings } from '../../../data/queries/settings';
import { useTaskDetails } from '../../../data/queries/taskDetails';
import { useToday } from '../../../data/queries/today';
import { minutesInWords } from '../../../format/amounts';
import { dateAndTime } from '../../../format/dates';
import { bulkOf, type ChoiceField, choicesOf, type Field, wordsOf } from '../../../words/fields';
import { ruleInWords } from '../../../words/recurrenceWords';
import styles from './ConflictTable.module.css';
import { differenceOf } from './difference';

interface Props {
  field: Field;
  place: 'here' | 'elsewhere';
  values: Task;
  /** The task with the value to compare it with. */
  other: Task;
}

/** What a task has in a field. */
export function FieldValue(props: Props) {
  const { field, values } = props;
  if (field === 'title' || field === 'description') return <Text {...props} field={field} />;
  if (isEmpty(values[field])) return <None field={field} />;
  const Own: (props: { task: Task }) => ReactNode =
    OF_KIND[field] ?? choiceOf(field as ChoiceField);
  return (
    <div dir="auto" className={styles.value}>
      <Own task={values} />
    </div>
  );
}

const OF_KIND: Partial<Record<Field, (props: { task: Task }) => ReactNode>> = {
  parent_id: ({ task }) => <ParentTitle id={task.parent_id ?? 0} />,
  tags: ({ task }) => task.tags.map((tag) => `#${tag}`).join(' '),
  project_id: ProjectName,
  section_id: SectionName,
  estimate: ({ task }) => minutesInWords(task.estimate ?? 0),
  recurrence: ({ task: { recurrence } }) =>
    recurrence && `Repeats ${ruleInWords(recurrence.rule) ?? recurrence.rule}`,
  start: ({ task }) => <When at={task.start ?? ''} />,
  planned: ({ task }) => <When at={task.planned ?? ''} />,
  due: DueDate,
  completed_at: ({ task }) => <Instant at={task.completed_at ?? ''} />,
};

function choiceOf(field: ChoiceField) {
  return ({ task }: { task: Task }) =>
    choicesOf(field).find(([value]) => value === task[field])?.[1];
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function None({ field }: { field: Field }) {
  const { label } = wordsOf(field);
  return <div className={styles.none}>{bulkOf(field)?.none ?? `${label}: none`}</div>;
}

/** A text, in full and as it was written. What differs is marked. */
function Text({ field, place, values, other }: Props & { field: 'title' | 'description' }) {
  const text = values[field] ?? '';
  if (text === '') return <None field={field} />;
  const [before, differs, after] = differenceOf(text, other[field] ?? '');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would be a heading of the page; this is a text to scroll in.
    <div
      role="group"
      aria-label={`${wordsOf(field).label} ${place}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by key.
      tabIndex={0}
      dir="auto"
      className={styles.text}
    >
      {before}
      {differs !== '' && <mark>{differs}</mark>}
      {after}
    </div>
  );
}

function ParentTitle({ id }: { id: number }) {
  const { task } = useTaskDetails(id);
  return task?.title ?? `Task ${id}`;
}

function ProjectName({ task: { project_id } }: { task: Task }) {
  const { projects = [] } = useProjects();
  return projects.find(({ id }) => id === project_id)?.name ?? `Project ${project_id}`;
}

function SectionName({ task: { project_id, section_id } }: { task: Task }) {
  const { sections = [] } = useSections(project_id ?? undefined);
  return sections.find(({ id }) => id === section_id)?.name ?? `Section ${section_id}`;
}

function DueDate({ task: { due } }: { task: Task }) {
  const { settings } = useSettings();
  return <When at={localDue(settings, due ?? '').local} />;
}

function Instant({ at }: { at: string }) {
  const { settings } = useSettings();
  return <When at={localTime(settings, new Date(at))} />;
}

/** A day or a local time of the account. */
function When({ at }: { at: string }) {
  return dateAndTime(at, useToday(), useClock());
}
