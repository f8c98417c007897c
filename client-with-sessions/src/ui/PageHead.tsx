import type { ReactNode } from 'react';
import styles from './PageHead.module.css';
import { PageTitle } from './PageTitle';

interface Props {
  title: string;
  /** How much there is: 3 tasks. */
  count?: string | undefined;
  /** Controls for the whole page. */
  children?: ReactNode;
}

/** The top of a page: its title, how much there is, and controls for all of it. */
export function PageHead({ title, count, children }: Props) {
  return (
    <div className={styles.head}>
      <PageTitle>{title}</PageTitle>
      <p className={styles.count}>{count}</p>
      {children}
    </div>
  );
}
