import type { CapturedSpan, CapturedTask } from '../../../api/types';
import { plannedTime } from '../../../data/lists/planned';
import type { Preview } from '../../../data/queries/capture';
import { useClock } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { clockTime } from '../../../format/amounts';
import { dayLabel } from '../../../format/days';
import { classNames } from '../../../ui/classNames';
import { CloseIcon } from '../../../ui/icons';
import { UsualEstimate } from '../editor/usual';
import styles from './CaptureBar.module.css';
import { EXAMPLE } from './example';
import { useDateInNumbers } from './useDateInNumbers';
import { useSpanInWords } from './useSpanInWords';

/** The most lines in the preview of a longer text. */
const MOST_LINES = 8;
const MOST_HINTS = 3;

interface Props {
  text: string;
  preview: Preview | undefined;
  /** The day that tasks without one are planned for. */
  planned: string | undefined;
  /** Plans them for no day. */
  onUnplan: () => void;
  /** Keeps the words that begin here in the title. */
  onTakeBack: (at: number) => void;
  /** What is usual, for those whose estimate differs from it. */
  usual: UsualProps;
}

interface UsualProps {
  /** The project of tasks that name none. */
  project: number | undefined;
  /** The estimate that was taken, of which it isn't said again. */
  taken: number | undefined;
  /** Writes another estimate in place of a part. */
  onTake: (span: CapturedSpan, minutes: number) => void;
}

/** The understood parts of the line, each with a button to keep it in the title, and hints. */
export function CaptureChips(props: Props) {
  const { text, preview, planned, onUnplan, onTakeBack, usual } = props;
  const inWords = useSpanInWords();
  const tasks = preview?.tasks ?? [];
  const said = tasks.flatMap((task) => task.spans.map((span) => inWords(span, task)));
  const isSingle = tasks.length <= 1;
  const more = tasks.length - MOST_LINES;
  const hints = tasks.flatMap((task) => task.hints).slice(0, MOST_HINTS);
  const isPlanned = tasks.some(({ due, start }) => due === null && start === null);
  const plan = planned !== undefined && isPlanned && <Planned plan={planned} onRemove={onUnplan} />;
  const isBlank = text.trim() === '';
  return (
    <div className={styles.understood}>
      <p role="status" className="visually-hidden">
        {said.length > 0 && `Understood: ${said.join(', ')}. `}
        {hints.map(({ hint }) => hint).join(' ')}
      </p>
      {isBlank && <p className={classNames(styles.hint, styles.example)}>Try: {EXAMPLE}</p>}
      {!isBlank && said.length === 0 && hints.length === 0 && isSingle && !plan && (
        <p className={styles.hint}>Try: tomorrow 9am, every 1st, #home, +House, !high, ~15m</p>
      )}
      {isSingle ? (
        <div className={styles.chips}>
          {tasks.map((task) => (
            <Chips key={task.line} {...{ task, text, onTakeBack, usual }} />
          ))}
          {plan}
        </div>
      ) : (
        <ol aria-label="What will be added" className={styles.lines}>
          {tasks.slice(0, MOST_LINES).map((task) => (
            <li key={task.line} style={{ paddingInlineStart: `${task.depth * 16}px` }}>
              <bdi className={styles.title}>{task.title}</bdi>
              <Chips {...{ task, text, onTakeBack, usual }} />
            </li>
          ))}
          {more > 0 && <li className={styles.hint}>and {more} more</li>}
          {plan && <li>{plan}</li>}
        </ol>
      )}
      {hints.map(({ start, hint }) => (
        <p key={start} className={styles.amber}>
          {hint}
        </p>
      ))}
    </div>
  );
}

interface PlannedProps {
  /** A day, or a local time. */
  plan: string;
  onRemove: () => void;
}

/** The plan that the page gives to what names no day. */
function Planned({ plan, onRemove }: PlannedProps) {
  const clock = useClock();
  const today = useToday();
  const time = plannedTime({ planned: plan });
  const at = time === undefined ? '' : ` ${clockTime(time, clock)}`;
  const words = `planned ${dayLabel(plan.slice(0, 10), today)}${at}`;
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={`${words}: plan it for no day`}
      onClick={onRemove}
    >
      {words}
      <span title="Plan it for no day" className={styles.remove}>
        <CloseIcon />
      </span>
    </button>
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
  usual?: UsualProps;
}

function Chips({ task, text, onTakeBack, usual }: ChipsProps) {
  const today = useToday();
  const inWords = useSpanInWords();
  const inNumbers = useDateInNumbers();
  const inFewWords = (due: string) => dayLabel(due.slice(0, 10), today);
  const next = task.occurrences.map(inFewWords);
  const estimated = task.spans.find(({ kind }) => kind === 'estimate');
  if (task.spans.length === 0) return null;
  return (
    <ul aria-label={`Understood in “${task.title}”`} className={styles.chips}>
      {task.spans.map((span) => (
        <li key={span.start}>
          <button
            type="button"
            className={styles.chip}
            title={inNumbers(span, task)}
            aria-label={`${inWords(span, task)}: keep “${span.text}” in the title`}
            // The preview is a moment old, so the text may have changed since.
            onClick={() => text.startsWith(span.text, span.start) && onTakeBack(span.start)}
          >
            {inWords(span, task)}
            <span title="Keep as words" className={styles.remove}>
              <CloseIcon />
            </span>
          </button>
        </li>
      ))}
      {usual && estimated && task.estimate !== null && task.estimate !== usual.taken && (
        <li>
          <UsualEstimate
            className={styles.usual}
            estimate={task.estimate}
            tags={task.tags}
            project={task.project ? task.project.id : usual.project}
            onTake={(minutes) => usual.onTake(estimated, minutes)}
          />
        </li>
      )}
      {task.due !== null && next.length > 0 && (
        <li className={styles.hint}>
          first {inFewWords(task.due)}, then {next.join(' · ')}
        </li>
      )}
    </ul>
  );
}
