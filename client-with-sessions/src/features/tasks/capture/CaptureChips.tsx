import type { CapturedTask } from '../../../api/types';
import type { Preview } from '../../../data/queries/capture';
import { useToday } from '../../../data/queries/today';
import { dayLabel } from '../../../format/days';
import { CloseIcon } from '../../../ui/icons';
import styles from './CaptureBar.module.css';
import { useSpanInWords } from './useSpanInWords';

/** The most lines in the preview of a longer text. */
const MOST_LINES = 8;

interface Props {
  text: string;
  preview: Preview | undefined;
  /** Keeps the words that begin here in the title. */
  onTakeBack: (at: number) => void;
}

/** The understood parts of the line, each with a button to keep it in the title. */
export function CaptureChips({ text, preview, onTakeBack }: Props) {
  const inWords = useSpanInWords();
  const tasks = preview?.tasks ?? [];
  const said = tasks.flatMap((task) => task.spans.map((span) => inWords(span, task)));
  const isSingle = tasks.length <= 1;
  const more = tasks.length - MOST_LINES;
  return (
    <div className={styles.understood}>
      <p role="status" className="visually-hidden">
        {said.length > 0 && `Understood: ${said.join(', ')}`}
      </p>
      {said.length === 0 && isSingle && (
        <p className={styles.hint}>Try: tomorrow 9am, every 1st, #home, +House, !high, ~15m</p>
      )}
      {isSingle ? (
        tasks.map((task) => <Chips key={task.line} {...{ task, text, onTakeBack }} />)
      ) : (
        <ol aria-label="What will be added" className={styles.lines}>
          {tasks.slice(0, MOST_LINES).map((task) => (
            <li key={task.line} style={{ paddingInlineStart: `${task.depth * 16}px` }}>
              <bdi className={styles.title}>{task.title}</bdi>
              <Chips {...{ task, text, onTakeBack }} />
            </li>
          ))}
          {more > 0 && <li className={styles.hint}>and {more} more</li>}
        </ol>
      )}
    </div>
  );
}

interface UnderstoodProps {
  task: CapturedTask | undefined;
  text: string;
  className: string | undefined;
  onTakeBack: (at: number) => void;
}

/** What was understood in a title that is edited. */
export function UnderstoodChips({ task, className, ...rest }: UnderstoodProps) {
  const inWords = useSpanInWords();
  const said = task?.spans.map((span) => inWords(span, task)) ?? [];
  return (
    <>
      <p role="status" className="visually-hidden">
        {said.length > 0 && `Understood: ${said.join(', ')}`}
      </p>
      {task && said.length > 0 && (
        <div className={className}>
          <Chips task={task} {...rest} />
        </div>
      )}
    </>
  );
}

interface ChipsProps {
  task: CapturedTask;
  text: string;
  onTakeBack: (at: number) => void;
}

function Chips({ task, text, onTakeBack }: ChipsProps) {
  const today = useToday();
  const inWords = useSpanInWords();
  const inFewWords = (due: string) => dayLabel(due.slice(0, 10), today);
  const next = task.occurrences.map(inFewWords);
  if (task.spans.length === 0) return null;
  return (
    <ul aria-label={`Understood in “${task.title}”`} className={styles.chips}>
      {task.spans.map((span) => (
        <li key={span.start}>
          <button
            type="button"
            className={styles.chip}
            aria-label={`${inWords(span, task)}: keep “${span.text}” in the title`}
            // The preview is a moment old, so the text may have changed since.
            onClick={() => text.startsWith(span.text, span.start) && onTakeBack(span.start)}
          >
            {inWords(span, task)}
            <CloseIcon />
          </button>
        </li>
      ))}
      {task.due !== null && next.length > 0 && (
        <li className={styles.hint}>
          first {inFewWords(task.due)}, then {next.join(' · ')}
        </li>
      )}
    </ul>
  );
}
