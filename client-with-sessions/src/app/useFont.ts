import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { fetchFont, showFont } from '../browser/font';
import { whenSettled } from '../browser/settled';

/** The font comes after the first page, and shows with the next: nobody waits for it, and no letters change in sight. */
export function useFont(): void {
  const router = useRouter();

  useEffect(() => whenSettled(fetchFont), []);
  useEffect(
    () => router.subscribe('onRendered', ({ pathChanged }) => pathChanged && showFont()),
    [router],
  );
}
