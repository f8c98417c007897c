import type { ReactNode } from 'react';
import { PageTitle } from '../ui/PageTitle';
import { Brand } from './Brand';
import styles from './MessagePage.module.css';

interface Props {
  title: string;
  /** Says whose page it is, where nothing around it does. */
  brand?: boolean;
  children: ReactNode;
}

/** A page that is a message: what happened, and where to go on. */
export function MessagePage({ title, brand = false, children }: Props) {
  return (
    <div className={styles.message}>
      {brand && <Brand />}
      <PageTitle>{title}</PageTitle>
      {children}
    </div>
  );
}
