import type { Instance } from '../../api/types';
import styles from '../FormLayout.module.css';

/**
 * Says that nobody can log in at this address: the browser would drop the cookie, which needs https.
 */
export function OtherAddress({ instance }: { instance: Instance | undefined }) {
  const origin = instance?.public_origin;
  const { protocol, pathname, search } = window.location;
  if (!origin?.startsWith('https:') || protocol === 'https:') return null;
  return (
    <p role="alert" className={styles.notice}>
      You can’t log in at this address, because the connection is not secure. Use{' '}
      <a href={`${origin}${pathname}${search}`}>{origin}</a> instead.
    </p>
  );
}
