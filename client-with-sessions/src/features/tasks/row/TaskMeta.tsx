import type { Priority, Relations, Task } from '../../../api/types';
import { agendaDay, isClosed } from '../../../data/lists/lists';
import { clockTime, minutesInWords } from '../../../format/amounts';
import { dayLabel, fullDay } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { Day } from '../../../ui/Day';
import { NoteIcon, PartIcon, PriorityIcon, RepeatIcon, SubtasksIcon } from '../../../ui/icons';
import { Swatch } from '../../../ui/Swatch';
import { dueInWords, isOverdue, timeOfDue } from './due';
import type { Look } from './look';
import styles from './TaskMeta.module.css';

const PRIORITIES: Record<Exclude<Priority, 'none'>, 1 | 2 | 3> = { low: 1, medium: 2, high: 3 };
/** More of them would crowd out the title; the details have all. */
const MOST_TAGS = 3;

interface Props {
  task: Task;
  look: Look;
  /** What it has to do with other tasks, once that is known. */
  relations?: Relations | undefined;
}

/** What is known of a task beside its title: quiet, and in the same order everywhere. */
export function TaskMeta({ task, look, relations }: Props) {
  const { today, known } = look;
  const isOpen = !isClosed(task);
  const project = task.project_id === null ? undefined : look.projects.get(task.project_id);
  return (
    <>
      {task.description !== null && <Sign label="Has a description" icon={<NoteIcon />} />}
      {relations?.subtasks && <Subtasks {...relations.subtasks} />}
      {task.parent_id !== null && <PartOf title={relations?.parent?.title} />}
      {task.tags.slice(0, MOST_TAGS).map((tag) => (
        <span key={tag} className={styles.tag}>
          #{tag}
        </span>
      ))}
      {project && !known.has('project') && (
        <span className={styles.project}>
          <Swatch colour={project.colour} />
          <span className={styles.name}>{project.name}</span>
        </span>
      )}
      {task.estimate !== null && <span>{minutesInWords(task.estimate)}</span>}
      {task.priority !== 'none' && (
        <Sign
          label={`${task.priority} priority`}
          icon={<PriorityIcon level={PRIORITIES[task.priority]} />}
        />
      )}
      {task.recurrence !== null && <Sign label="Repeats" icon={<RepeatIcon />} />}
      {isOpen && task.start !== null && task.start > today && (
        <span title={fullDay(task.start)}>from {dayLabel(task.start, today)}</span>
      )}
      {isOpen && task.planned !== null && !known.has('planned') && (
        <Planned day={task.planned} today={today} />
      )}
      {isOpen && task.due !== null && <Due task={task} due={task.due} look={look} />}
      {!isOpen && task.completed_at !== null && !known.has('completed') && (
        <span>
          {task.status === 'dropped' && 'dropped '}
          <Day at={task.completed_at} />
        </span>
      )}
    </>
  );
}

function Sign({ label, icon }: { label: string; icon: React.ReactNode }) {
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
      <span className={styles.name} aria-hidden="true">
        {title}
      </span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function Planned({ day, today }: { day: string; today: string }) {
  return <span title={`Planned for ${fullDay(day)}`}>planned {dayLabel(day, today)}</span>;
}

function Due({
  task,
  due,
  look: { today, clock, known },
}: Omit<Props, 'relations'> & { due: string }) {
  const late = isOverdue(due, today);
  const isSaid = known.has('due') && agendaDay(task, today) === due.slice(0, 10);
  const time = timeOfDue(due);
  // Two days side by side are told apart.
  const hasOtherDay = task.planned !== null && !known.has('planned') && !isSaid;
  if (isSaid && time === undefined) return null;
  return (
    <span className={classNames(late && styles.late)} title={`Due ${fullDay(due)}`}>
      {late || hasOtherDay ? 'due ' : <span className="visually-hidden">Due </span>}
      {isSaid && time !== undefined ? clockTime(time, clock) : dueInWords(due, today, clock)}
    </span>
  );
}
