import type { ReactNode } from 'react';
import styles from './PageHead.module.css';
import { PageTitle } from './PageTitle';

interface Props {
  title: string;
  /** How much there is, in few words. */
  count?: string | undefined;
  /** What can be done with all of it. */
  children?: ReactNode;
}

/** The top of a page: what it is, how much there is, and what can be done with all of it. */
export function PageHead({ title, count, children }: Props) {
  return (
    <div className={styles.head}>
      <PageTitle>{title}</PageTitle>
      <p className={styles.count}>{count}</p>
      {children}
    </div>
  );
}
