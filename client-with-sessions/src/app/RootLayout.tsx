import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConnectionBanner } from './ConnectionBanner';
import styles from './RootLayout.module.css';
import { useFont } from './useFont';
import { useLostFocus } from './useLostFocus';

/** The frame of every page, logged in or not. */
export function RootLayout() {
  useFocusOnNewPage();
  useLostFocus();
  useFont();
  return (
    <>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <ConnectionBanner />
      <Outlet />
    </>
  );
}

/** Moves the focus to the heading of a new page, as if the browser had loaded it. */
function useFocusOnNewPage(): void {
  const router = useRouter();

  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        if (document.activeElement?.closest('main')) return;
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      }),
    [router],
  );
}
