import { useState } from 'react';
import type { ChangeGroup } from '../../api/types';
import { useClock } from '../../data/queries/settings';
import { fullDate, timeOfDay } from '../../format/dates';
import { groupInWords } from '../../words/activity';
import { actorInWords } from '../../words/actor';
import styles from './Activity.module.css';
import { EntryTasks } from './EntryTasks';
import { UndoEntry } from './UndoEntry';

interface Props {
  group: ChangeGroup;
  /** Finds another group, if it is loaded. */
  find: (id: number) => ChangeGroup | undefined;
  thisSession: number | undefined;
  trashDays: number | undefined;
}

/** One group of changes: when, what, who, and the button to undo it. */
export function ActivityEntry({ group, find, thisSession, trashDays }: Props) {
  const clock = useClock();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const words = groupInWords(group, find);
  const date = new Date(group.at);
  const isBig = group.change_count > 1;
  const notes = [
    actorInWords(group.actor, thisSession),
    group.actor.kind === 'server' && trashDays && `after ${trashDays} days in the trash`,
    isErased(group) && 'since deleted for good',
  ].filter(Boolean);

  return (
    <li className={styles.entry}>
      <time className={styles.time} dateTime={group.at} title={fullDate(date, clock)}>
        {timeOfDay(date, clock)}
      </time>
      <div className={styles.body}>
        <p className={styles.words} dir="auto">
          {words}
        </p>
        <p className={styles.detail}>
          {notes.join(', ')}
          {isBig && (
            <button
              type="button"
              className={styles.toggle}
              aria-expanded={isOpen}
              aria-label={`Show the tasks: ${words}`}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? 'Hide the tasks' : 'Show the tasks'}
            </button>
          )}
        </p>
        <div role="alert">{problem && <p className={styles.problem}>{problem}</p>}</div>
        {isOpen && <EntryTasks group={group} />}
      </div>
      {group.action !== 'purge' && !isErased(group) && (
        <UndoEntry group={group} find={find} words={words} onProblem={setProblem} />
      )}
    </li>
  );
}

/** Whether everything it changed was deleted for good, so the log has forgotten it. */
function isErased({ action, changes, change_count }: ChangeGroup): boolean {
  const isAll = changes.length === change_count;
  return action !== 'purge' && isAll && changes.every(({ after }) => after === null);
}
