import { useEffect, useRef } from 'react';
import { allowChime, chime } from '../../../browser/chime';
import { notify } from '../../../browser/notifications';
import { readStored, writeStored } from '../../../browser/storage';
import type { FocusPhase } from '../../../data/lists/focus';
import { type ShownTimer, timerName } from '../../../data/lists/timer';
import { useSettings } from '../../../data/queries/settings';

const TOLD = 'tracker.focus-told';
const SIGNS = ['pointerdown', 'keydown'] as const;
const local = () => window.localStorage;

/** Says when a block or a break is over, with a sound or a notification if they are wanted: once, in one of the tabs. */
export function useFocusSignals(timer: ShownTimer | undefined, phase: FocusPhase): void {
  const { sound = false, notify: isNotified = false } = useSettings().settings?.focus ?? {};
  const coming = useRef<string>(undefined);
  const about = timer?.running?.uid || timer?.pause?.started_at;
  const left = 'left' in phase ? phase.left : undefined;
  const words =
    phase.kind === 'break' ? 'The break is over' : timer && `Time is up for “${timerName(timer)}”`;

  useEffect(() => {
    if (!sound) return;
    for (const sign of SIGNS) document.addEventListener(sign, allowChime, { passive: true });
    return () => {
      for (const sign of SIGNS) document.removeEventListener(sign, allowChime);
    };
  }, [sound]);

  useEffect(() => {
    if (about === undefined || left === undefined) return;
    if (left > 0) {
      coming.current = about;
      return;
    }
    // Whoever opens the page later sees it there.
    if (coming.current !== about) return;
    coming.current = undefined;
    if (readStored(local, TOLD) === about) return;
    writeStored(local, TOLD, about);
    if (sound) chime();
    if (isNotified && words) notify(words, about);
  }, [about, left, words, sound, isNotified]);
}
