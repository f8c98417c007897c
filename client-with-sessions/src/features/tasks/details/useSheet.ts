import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';

/** How far down a sheet is pulled, or how fast, to close it. */
const FAR_PX = 96;
const FAST_PX_PER_MS = 0.5;
/** A finger that moves less only taps. */
const STILL_PX = 6;
const MOTION = { duration: 140, easing: 'ease-out' } as const;

interface Pull {
  from: number;
  at: number;
  since: number;
  isMoving: boolean;
}

/**
 * What makes the details a sheet on a phone: it is pulled down by its head, it slides away, and it stays above a
 * keyboard on the screen.
 */
export function useSheet(
  sheet: RefObject<HTMLElement | null>,
  isSheet: boolean,
  onClose: () => void,
) {
  const pull = useRef<Pull>(undefined);
  const isLeaving = useRef(false);
  useAboveKeyboard(sheet, isSheet);

  const slide = (to: string) => {
    const element = sheet.current;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const from = element?.style.translate || '0 0';
    element?.style.removeProperty('translate');
    if (!element?.animate || isStill) return Promise.resolve();
    return element.animate({ translate: [from, to] }, { ...MOTION, fill: 'forwards' }).finished;
  };
  const close = () => {
    if (!isSheet) onClose();
    else if (!isLeaving.current) {
      isLeaving.current = true;
      void slide('0 100%').then(onClose, onClose);
    }
  };

  return {
    close,
    /** The props of what it is pulled by. */
    head: isSheet
      ? {
          onPointerDown({ clientY, timeStamp }: PointerEvent) {
            pull.current = { from: clientY, at: clientY, since: timeStamp, isMoving: false };
          },
          onPointerMove({ clientY, currentTarget, pointerId }: PointerEvent) {
            const own = pull.current;
            if (!own || !sheet.current || isLeaving.current) return;
            own.at = clientY;
            const down = clientY - own.from;
            if (!own.isMoving && Math.abs(down) < STILL_PX) return;
            // From now on, no button is pressed by it.
            if (!own.isMoving) currentTarget.setPointerCapture(pointerId);
            own.isMoving = true;
            sheet.current.style.translate = `0 ${Math.max(0, down)}px`;
          },
          onPointerUp({ timeStamp }: PointerEvent) {
            const own = pull.current;
            pull.current = undefined;
            if (!own?.isMoving) return;
            const down = own.at - own.from;
            const speed = down / Math.max(1, timeStamp - own.since);
            if (down > FAR_PX || (down > STILL_PX && speed > FAST_PX_PER_MS)) close();
            else void slide('0 0');
          },
          onPointerCancel() {
            if (pull.current?.isMoving) void slide('0 0');
            pull.current = undefined;
          },
        }
      : {},
  };
}

/** Ends the sheet where a keyboard begins, and keeps the field that is typed in above it. */
function useAboveKeyboard(sheet: RefObject<HTMLElement | null>, isSheet: boolean): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!isSheet || !seen) return;
    const follow = () => {
      const element = sheet.current;
      // Zoomed in, one sees less of the page too.
      const hidden = seen.scale > 1 ? 0 : window.innerHeight - seen.height - seen.offsetTop;
      element?.style.setProperty('--covered', `${Math.max(0, Math.round(hidden))}px`);
      const field = document.activeElement;
      if (field !== element && element?.contains(field))
        field?.scrollIntoView({ block: 'nearest' });
    };
    follow();
    seen.addEventListener('resize', follow);
    return () => seen.removeEventListener('resize', follow);
  }, [sheet, isSheet]);
}
