import type { ReactNode } from 'react';
import type { Priority, Relations, Task } from '../../../api/types';
import { agendaDay, isClosed } from '../../../data/lists/lists';
import { clockTime } from '../../../format/amounts';
import { dayLabel, fullDay } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { Day } from '../../../ui/Day';
import { NoteIcon, PartIcon, PriorityIcon, RepeatIcon, SubtasksIcon } from '../../../ui/icons';
import { SearchLink } from '../../../ui/SearchLink';
import { Swatch } from '../../../ui/Swatch';
import { FIELD_NAMES, type Field, type TextField, wordsOf } from '../../../words/fields';
import { dueInWords, elsewhereInWords, isOverdue, timeOfDue } from './due';
import type { RowContext } from './rowContext';
import styles from './TaskMeta.module.css';
import { MOST_TAGS, tagsThatFit } from './tagsThatFit';

/** About how many letters a row has in a wide list, and in a narrow one. */
const ROOM = { wide: 90, narrow: 60 };

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
function Tags({ task, rowContext }: Props) {
  const { tags } = task;
  if (tags.length === 0) return null;
  const taken = lettersBeside(task, rowContext);
  // Its letters are larger.
  const title = 1.25 * task.title.length;
  const into = (room: number) => tagsThatFit(tags, room - taken - Math.min(title, room / 2));
  const fits = { wide: into(ROOM.wide), narrow: into(ROOM.narrow), phone: MOST_TAGS };
  const widths = ['wide', 'narrow', 'phone'] as const;
  return (
    <>
      {tags.slice(0, MOST_TAGS).map((tag, index) => {
        const hidden = widths.filter((width) => index >= fits[width]);
        return (
          <SearchLink
            key={tag}
            q={`tag:${tag}`}
            className={classNames(styles.tag, ...hidden.map((width) => styles[`not-${width}`]))}
          >
            <bdi>#{tag}</bdi>
          </SearchLink>
        );
      })}
      {widths
        .filter((width) => fits[width] < tags.length)
        .map((width) => (
          <span
            key={width}
            className={styles[`only-${width}`]}
            title={tags.map((tag) => `#${tag}`).join(' ')}
          >
            {fits[width] > 0 ? '+' : '#'}
            {tags.length - fits[width]}
            <span className="visually-hidden"> more tags</span>
          </span>
        ))}
    </>
  );
}

/** About how many letters the other fields take. */
function lettersBeside(
  { description, due, planned, estimate, priority, project_id, recurrence }: Task,
  { known, projects }: RowContext,
): number {
  const project = known.has('project') ? undefined : projects.get(project_id ?? 0)?.name;
  return sum([
    project !== undefined && Math.min(project.length, 12) + 4,
    planned !== null && !known.has('planned') && 17,
    due !== null && 16,
    estimate !== null && 9,
    priority !== 'none' && 4,
    description !== null && 4,
    recurrence !== null && 4,
  ]);
}

function sum(letters: (number | false)[]): number {
  return letters.reduce<number>((total, some) => total + (some || 0), 0);
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

function Planned({ task: { planned, ...task }, rowContext: { today, known } }: Props) {
  if (isClosed(task) || planned === null || known.has('planned')) return null;
  return <span title={`Planned for ${fullDay(planned)}`}>planned {dayLabel(planned, today)}</span>;
}

function Due({ task, rowContext: { today, clock, known, dueOf } }: Props) {
  if (isClosed(task) || task.due === null) return null;
  const { local: due, elsewhere } = dueOf(task.due);
  const late = isOverdue(due, today);
  const isSaid = known.has('due') && agendaDay({ ...task, due }, today) === due.slice(0, 10);
  const time = timeOfDue(due);
  // Label the days if there are two.
  const hasOtherDay = task.planned !== null && !known.has('planned') && !isSaid;
  if (isSaid && time === undefined) return null;
  return (
    <span className={classNames(styles.due, late && styles.late)} title={`Due ${fullDay(due)}`}>
      {late || hasOtherDay ? 'due ' : <span className="visually-hidden">Due </span>}
      {isSaid && time !== undefined ? clockTime(time, clock) : dueInWords(due, today, clock)}
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
