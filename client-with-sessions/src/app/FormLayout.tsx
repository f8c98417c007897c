import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { fetchFont } from '../browser/font';
import { whenIdle } from '../browser/settled';
import { Brand } from './Brand';
import styles from './FormLayout.module.css';

/** The frame of pages for users who are not logged in. */
export function FormLayout() {
  useEffect(() => whenIdle(fetchFont), []);
  return (
    <main id="main" tabIndex={-1} className={styles.main}>
      <Brand />
      <Outlet />
    </main>
  );
}
