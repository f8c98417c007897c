import { OptionList } from '../ui/OptionList';
import styles from './Suggestions.module.css';
import type { Suggestion } from './suggested';

interface Props {
  id: string;
  options: Suggestion[];
  /** The index of the option that Enter takes; -1 for none. */
  current: number;
  onChoose: (option: Suggestion) => void;
}

/** The least height of the list, and its distance from the edge of the page. */
const LEAST_PX = 88;
const MARGIN_PX = 8;

/** The suggested names, below the field. */
export function Suggestions({ options, ...list }: Props) {
  const { length } = options;
  return (
    <>
      {length > 0 && (
        <div ref={fit} className={styles.popup}>
          <OptionList {...list} options={options} label="Suggestions" className={styles.list} />
        </div>
      )}
      <p role="status" className="visually-hidden">
        {length > 0 && (length === 1 ? '1 suggestion' : `${length} suggestions`)}
      </p>
    </>
  );
}

/** Ends the list at the edge of the visible page: on a phone, above the keyboard, or below the top. */
function fit(popup: HTMLElement | null): void {
  const seen = window.visualViewport;
  if (!popup || !seen) return;
  const { top, bottom } = popup.getBoundingClientRect();
  const line = popup.parentElement?.getBoundingClientRect();
  const isAbove = line !== undefined && bottom <= line.top;
  const below = seen.offsetTop + seen.height - top;
  const room = (isAbove ? bottom - seen.offsetTop : below) - MARGIN_PX;
  popup.style.maxHeight = `${Math.max(room, LEAST_PX)}px`;
}
