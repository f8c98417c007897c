import { Outlet } from '@tanstack/react-router';
import { Brand } from './Brand';
import styles from './FormLayout.module.css';

/** The frame of pages for users who are not logged in. */
export function FormLayout() {
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      <Brand />
      <Outlet />
    </main>
  );
}
