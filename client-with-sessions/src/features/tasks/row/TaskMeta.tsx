import { type ReactNode, useRef } from 'react';
import type { Priority, Relations, Task } from '../../../api/types';
import { agendaDay, isClosed } from '../../../data/lists/lists';
import { plannedDay, plannedTime } from '../../../data/lists/planned';
import { clockTime } from '../../../format/amounts';
import { dayLabel, fullDay } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { Day } from '../../../ui/Day';
import { NoteIcon, PartIcon, PriorityIcon, RepeatIcon, SubtasksIcon } from '../../../ui/icons';
import { SearchLink } from '../../../ui/SearchLink';
import { Swatch } from '../../../ui/Swatch';
import { FIELD_NAMES, type Field, type TextField, wordsOf } from '../../../words/fields';
import { isPastDue } from '../../../words/pastDue';
import { dueInWords, elsewhereInWords, isOverdue, timeOfDue } from './due';
import type { RowContext } from './rowContext';
import styles from './TaskMeta.module.css';
import { useHiddenCount } from './useHiddenCount';

interface Props {
  task: Task;
  rowContext: RowContext;
  /** Its relations to other tasks, once known. */
  relations?: Relations | undefined;
}

type Drawing = (props: Props) => ReactNode;

/** The fields that look like more than plain words. */
const DRAWN: Partial<Record<Field, Drawing>> = {
  description: ({ task }) =>
    task.description !== null && <Sign label="Has a description" icon={<NoteIcon />} />,
  parent_id: ({ task, relations }) => (
    <>
      {relations?.subtasks && <Subtasks {...relations.subtasks} />}
      {task.parent_id !== null && <PartOf title={relations?.parent?.title} />}
    </>
  ),
  tags: Tags,
  project_id: InProject,
  priority: ({ task: { priority } }) =>
    priority !== 'none' && (
      <Sign
        label={wordsOf('priority').beside?.(priority) ?? ''}
        icon={<PriorityIcon level={LEVELS[priority]} />}
      />
    ),
  recurrence: ({ task }) =>
    task.recurrence !== null && <Sign label="Repeats" icon={<RepeatIcon />} />,
  start: Hidden,
  planned: Planned,
  due: Due,
  completed_at: Completed,
} satisfies Partial<Record<Field, Drawing>> & Record<Exclude<Field, TextField>, Drawing>;

const LEVELS: Record<Exclude<Priority, 'none'>, 1 | 2 | 3> = { low: 1, medium: 2, high: 3 };

/** A task's fields beside its title, unobtrusive and in the same order everywhere. */
export function TaskMeta(props: Props) {
  return FIELD_NAMES.map((field) => {
    const Drawn = DRAWN[field];
    return Drawn ? <Drawn key={field} {...props} /> : <Said key={field} {...{ field, ...props }} />;
  });
}

/** A field in plain words. */
function Said<F extends Field>({ field, task }: Props & { field: F }) {
  const words = wordsOf(field).beside?.(task[field]);
  return words !== undefined && <span>{words}</span>;
}

/** Whole tags, as many as fit, and how many more there are. */
function Tags({ task: { tags } }: Props) {
  const line = useRef<HTMLSpanElement>(null);
  const hidden = useHiddenCount(line);
  if (tags.length === 0) return null;
  return (
    <>
      <span ref={line} className={styles.tags}>
        {tags.map((tag) => (
          <SearchLink key={tag} q={`tag:${tag}`} className={styles.tag}>
            <bdi>#{tag}</bdi>
          </SearchLink>
        ))}
      </span>
      {hidden > 0 && (
        <span aria-hidden="true" title={tags.map((tag) => `#${tag}`).join(' ')}>
          {hidden < tags.length ? '+' : '#'}
          {hidden}
        </span>
      )}
    </>
  );
}

function InProject({ task, rowContext }: Props) {
  const project = task.project_id === null ? undefined : rowContext.projects.get(task.project_id);
  if (!project || rowContext.known.has('project')) return null;
  return (
    <span className={styles.project}>
      <Swatch colour={project.colour} />
      <span className="visually-hidden">Project </span>
      <bdi className={styles.name}>{project.name}</bdi>
    </span>
  );
}

function Sign({ label, icon }: { label: string; icon: ReactNode }) {
  return (
    <span className={styles.sign} title={label}>
      {icon}
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function Subtasks({ done, total }: NonNullable<Relations['subtasks']>) {
  const label = `${done} of ${total} subtasks done`;
  return (
    <span className={styles.counted} title={label}>
      <SubtasksIcon />
      <span aria-hidden="true">
        {done}/{total}
      </span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function PartOf({ title }: { title: string | undefined }) {
  const label = title === undefined ? 'Part of a task' : `Part of “${title}”`;
  return (
    <span className={styles.counted} title={label}>
      <PartIcon />
      <bdi className={styles.name} aria-hidden="true">
        {title}
      </bdi>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function Hidden({ task: { start, ...task }, rowContext: { today } }: Props) {
  if (isClosed(task) || start === null || start <= today) return null;
  return <span title={fullDay(start)}>from {dayLabel(start, today)}</span>;
}

/** Under the heading of its day, only the time is left to say. */
function Planned({ task, rowContext: { today, clock, known } }: Props) {
  const day = plannedDay(task);
  const time = plannedTime(task);
  if (isClosed(task) || day === undefined) return null;
  const isSaid = known.has('planned') && agendaDay(task, today) === day;
  if (isSaid && time === undefined) return null;
  const at = time === undefined ? '' : clockTime(time, clock);
  return (
    <span className={styles.due} title={`Planned for ${fullDay(day)}`}>
      {isSaid ? <span className="visually-hidden">Planned at </span> : 'planned '}
      {isSaid ? at : `${dayLabel(day, today)} ${at}`.trim()}
    </span>
  );
}

function Due({ task, rowContext: { today, clock, known, dueOf } }: Props) {
  if (isClosed(task) || task.due === null) return null;
  const { local: due, elsewhere } = dueOf(task.due);
  const late = isOverdue(due, today) || isPastDue(task.planned, due);
  const isSaid = known.has('due') && agendaDay({ ...task, due }, today) === due.slice(0, 10);
  const time = timeOfDue(due);
  if (isSaid && time === undefined) return null;
  return (
    <span className={classNames(styles.due, late && styles.late)} title={`Due ${fullDay(due)}`}>
      due {isSaid && time !== undefined ? clockTime(time, clock) : dueInWords(due, today, clock)}
      {elsewhere && ` (${elsewhereInWords(elsewhere, clock)})`}
    </span>
  );
}

function Completed({ task: { completed_at, status }, rowContext: { known } }: Props) {
  if (completed_at === null || known.has('completed')) return null;
  return (
    <span>
      {status === 'dropped' && 'dropped '}
      <Day at={completed_at} />
    </span>
  );
}
