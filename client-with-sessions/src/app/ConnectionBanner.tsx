import { probeNow } from '../api/connection';
import { useReachable } from '../api/useReachable';
import styles from './ConnectionBanner.module.css';

/** Says that the server does not answer, and that nothing typed is lost. */
export function ConnectionBanner() {
  const reachable = useReachable();
  return (
    <div role="status">
      {!reachable && (
        <div data-bottom-bar className={styles.banner}>
          <p>The server can’t be reached. Trying again…</p>
          <button type="button" className={styles.now} onClick={() => void probeNow()}>
            Try now
          </button>
        </div>
      )}
    </div>
  );
}
