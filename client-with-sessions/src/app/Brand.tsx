import { Mark } from '../ui/icons';
import styles from './Brand.module.css';

/** The mark and the name of the product. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <Mark />
      tracker
    </span>
  );
}
