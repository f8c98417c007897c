import { OptionList } from '../ui/OptionList';
import styles from './Suggestions.module.css';
import type { Suggestion } from './suggested';

interface Props {
  id: string;
  options: Suggestion[];
  /** The one that Enter would take; -1 is none. */
  current: number;
  onChoose: (option: Suggestion) => void;
}

/** How much of the list is always shown, and how far it stays from the edge of the page. */
const LEAST_PX = 88;
const MARGIN_PX = 8;

/** The names that can be taken, beneath the field that they are typed in. */
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

/** Ends the list where the page ends that is seen: on a phone, above the keyboard. */
function fit(popup: HTMLElement | null): void {
  const seen = window.visualViewport;
  if (!popup || !seen) return;
  const room = seen.offsetTop + seen.height - popup.getBoundingClientRect().top - MARGIN_PX;
  popup.style.maxHeight = `${Math.max(room, LEAST_PX)}px`;
}
