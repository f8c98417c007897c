import { Button } from '../../../ui/Button';
import { EXAMPLE } from '../capture/example';
import styles from './Welcome.module.css';

const PLACES = [
  { name: 'Inbox', what: 'holds what has no day and no project yet. Empty your head into it.' },
  { name: 'Today', what: 'is what you plan for today, beside the hours that you have.' },
  { name: 'Upcoming', what: 'shows the days ahead, with what is planned or due on them.' },
];

interface Props {
  title: string;
  /** Puts a line where it can be added. */
  onTry: (line: string) => void;
}

/** Says to a new account what the pages are for, and what a line understands. */
export function Welcome({ title, onTry }: Props) {
  return (
    <section aria-label="First steps" className={styles.welcome}>
      <h2>{title}</h2>
      <ol className={styles.places}>
        {PLACES.map(({ name, what }) => (
          <li key={name}>
            <strong>{name}</strong> {what}
          </li>
        ))}
      </ol>
      <p>
        One line says it all: a day and a time, <code>every friday</code>, a <code>#tag</code>, a{' '}
        <code>+Project</code>, <code>!high</code>, or <code>~15m</code> for how long it takes.
      </p>
      <Button className={styles.try} onClick={() => onTry(EXAMPLE)}>
        Try “{EXAMPLE}”
      </Button>
    </section>
  );
}
