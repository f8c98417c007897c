import type { ReactNode } from 'react';
import { PageTitle } from '../ui/PageTitle';
import { Brand } from './Brand';
import styles from './MessagePage.module.css';

interface Props {
  title: string;
  /** Shows the name of the product, if nothing around the page does. */
  brand?: boolean;
  children: ReactNode;
}

/** A page with a message: what happened, and where to go. */
export function MessagePage({ title, brand = false, children }: Props) {
  return (
    <div className={styles.message}>
      {brand && <Brand />}
      <PageTitle>{title}</PageTitle>
      {children}
    </div>
  );
}
