import { classNames } from '../ui/classNames';
import { Mark } from '../ui/icons';
import styles from './Brand.module.css';

interface Props {
  /** Shows the mark only, if there is little room. */
  compact?: boolean;
}

/** The mark and the name of the product. */
export function Brand({ compact = false }: Props) {
  return (
    <span className={classNames(styles.brand, compact && styles.compact)}>
      <Mark />
      <span className={styles.name}>tracker</span>
    </span>
  );
}
