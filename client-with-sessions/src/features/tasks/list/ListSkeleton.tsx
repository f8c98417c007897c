import styles from './ListSkeleton.module.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Holds the place of the rows while they are on their way. */
export function ListSkeleton() {
  return (
    <div className={styles.skeleton}>
      <p role="status" className="visually-hidden">
        Loading the tasks
      </p>
      <div aria-hidden="true">
        {ROWS.map((row) => (
          <div key={row} className={styles.bone} />
        ))}
      </div>
    </div>
  );
}
