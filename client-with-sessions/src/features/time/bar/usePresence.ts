import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { timeKeys } from '../../../data/queries/timeEntries';
import { notePresence } from '../../../data/queries/timer';

/** How often the server is told that somebody is there. */
const PAUSE_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'visibilitychange'] as const;

let toldAt = Number.NEGATIVE_INFINITY;

/** While the timer runs, tells the server when somebody uses the page, so that it can ask about a forgotten timer. */
export function usePresence(isRunning: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isRunning) return;
    const onSign = () => {
      if (document.hidden || Date.now() - toldAt < PAUSE_MS) return;
      toldAt = Date.now();
      void tell();
    };
    const tell = async () => {
      try {
        await notePresence();
        await client.invalidateQueries({ queryKey: timeKeys.timer() });
      } catch {
        // Next time, the server may be there.
        toldAt = Number.NEGATIVE_INFINITY;
      }
    };
    for (const sign of SIGNS) document.addEventListener(sign, onSign, { passive: true });
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, onSign);
    };
  }, [isRunning, client]);
}
