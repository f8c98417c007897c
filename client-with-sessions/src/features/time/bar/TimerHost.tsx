import { useEffect, useState } from 'react';
import { whenSettled } from '../../../browser/settled';
import { loadable } from '../../../ui/loadable';

const { Component: TimerFrame } = loadable(async () => (await import('./TimerFrame')).TimerFrame);

interface Props {
  onOpen: (task: number) => void;
  /** Opens the calm view of a task, or of the one that runs. */
  onFocus: (task?: number) => void;
}

/** The timer, on every page. It is fetched once the first page is settled. */
export function TimerHost(props: Props) {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => whenSettled(() => setWanted(true)), []);
  return isWanted && <TimerFrame {...props} />;
}
