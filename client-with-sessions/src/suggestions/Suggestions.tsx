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

/** Ends the list at the edge of the visible page: on a phone, above the keyboard. */
function fit(popup: HTMLElement | null): void {
  const seen = window.visualViewport;
  if (!popup || !seen) return;
  const room = seen.offsetTop + seen.height - popup.getBoundingClientRect().top - MARGIN_PX;
  popup.style.maxHeight = `${Math.max(room, LEAST_PX)}px`;
}
