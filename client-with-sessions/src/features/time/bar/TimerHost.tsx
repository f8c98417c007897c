import { useEffect, useState } from 'react';
import { whenSettled } from '../../../browser/settled';
import { loadable } from '../../../ui/loadable';

const { Component: TimerFrame } = loadable(async () => (await import('./TimerFrame')).TimerFrame);

interface Props {
  onOpen: (task: number) => void;
}

/** The timer, on every page. It is fetched once the first page is settled. */
export function TimerHost({ onOpen }: Props) {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => whenSettled(() => setWanted(true)), []);
  return isWanted && <TimerFrame onOpen={onOpen} />;
}
