import { type PointerEvent, useEffect, useState } from 'react';
import { isComposing } from '../../../ui/isComposing';
import { DAY, toQuarter } from './blocks';
import styles from './Calendar.module.css';

interface Props {
  /** When the block begins and ends, in minutes from midnight. */
  from: number;
  to: number;
  /** Shows an end while it is pulled; undefined when that is over. */
  onStretch: (to: number | undefined) => void;
  onStretched: (to: number) => void;
}

/** The lower edge of a block, which is pulled to make the task longer or shorter. Escape leaves it as it was. */
export function Stretch({ from, to, onStretch, onStretched }: Props) {
  const [grabbed, grab] = useState<{ y: number; to: number }>();

  useEffect(() => {
    if (!grabbed) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isComposing(event)) return;
      event.preventDefault();
      grab(undefined);
      onStretch(undefined);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [grabbed, onStretch]);

  const endAt = ({ clientY, currentTarget }: PointerEvent, start: { y: number; to: number }) => {
    const column = currentTarget.closest('[data-hours]')?.getBoundingClientRect().height ?? DAY;
    const moved = ((clientY - start.y) / column) * DAY;
    return Math.max(toQuarter(start.to + moved), from + 15);
  };
  return (
    <span
      aria-hidden="true"
      data-handle
      className={styles.stretch}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grab({ y: event.clientY, to });
      }}
      onPointerMove={(event) => {
        if (grabbed) onStretch(endAt(event, grabbed));
      }}
      onPointerUp={(event) => {
        if (!grabbed) return;
        const end = endAt(event, grabbed);
        grab(undefined);
        onStretch(undefined);
        if (end !== grabbed.to) onStretched(end);
      }}
      onPointerCancel={() => {
        grab(undefined);
        onStretch(undefined);
      }}
    />
  );
}
