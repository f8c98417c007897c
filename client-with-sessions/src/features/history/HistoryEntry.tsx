import type { TaskVersion } from '../../api/types';
import { useClock } from '../../data/queries/settings';
import { fullDate } from '../../format/dates';
import { Button } from '../../ui/Button';
import { actorInWords } from '../../words/actor';
import styles from './History.module.css';
import { LongText } from './LongText';
import { versionInWords } from './versionInWords';

interface Props {
  entry: TaskVersion;
  thisSession: number | undefined;
  /** Undefined for the present version. */
  onBringBack: ((version: number) => void) | undefined;
}

/** One change of a task: what, when, who, and the texts before and after. */
export function HistoryEntry({ entry, thisSession, onBringBack }: Props) {
  const clock = useClock();
  const words = versionInWords(entry);
  const { before, after } = entry;
  const date = new Date(entry.at);
  return (
    <li className={styles.entry}>
      <p className={styles.words} dir="auto">
        {words}
      </p>
      <p className={styles.detail}>
        <time dateTime={entry.at}>{fullDate(date, clock)}</time>,{' '}
        {actorInWords(entry.actor, thisSession)}
      </p>
      {before?.title !== undefined && <LongText label="Previous title" text={before.title} />}
      {before?.description && <LongText label="Previous description" text={before.description} />}
      {after?.description && <LongText label="Description" text={after.description} />}
      {onBringBack && (
        <Button
          className={styles.back}
          aria-label={`Bring back this version: ${words}, ${fullDate(date, clock)}`}
          onClick={() => onBringBack(entry.id)}
        >
          Bring back this version
        </Button>
      )}
    </li>
  );
}
