import styles from './ListSkeleton.module.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Placeholder rows while a list is loading. */
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
