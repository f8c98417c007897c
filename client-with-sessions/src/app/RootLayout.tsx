import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConnectionBanner } from './ConnectionBanner';
import styles from './RootLayout.module.css';
import { useLostFocus } from './useLostFocus';

/** What stands around every page. */
export function RootLayout() {
  useFocusOnNewPage();
  useLostFocus();
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

/** A new page begins at its heading, as it would if the browser had loaded it. */
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
