import styles from './ProgressRing.module.css';

interface Props {
  open: number;
  closed: number;
}

/** How much is done, as a ring that fills; what it says is also written beside it. */
export function ProgressRing({ open, closed }: Props) {
  const total = open + closed;
  const done = total === 0 ? 0 : (100 * closed) / total;
  return (
    <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      {done > 0 && (
        <circle
          className={styles.done}
          cx="8"
          cy="8"
          r="6"
          pathLength="100"
          strokeDasharray={`${done} 100`}
        />
      )}
    </svg>
  );
}

/** The same in words: 3 of 5 done. */
export function progressInWords({ open, closed }: Props): string {
  const number = (count: number) => count.toLocaleString('en');
  return `${number(closed)} of ${number(open + closed)} done`;
}
