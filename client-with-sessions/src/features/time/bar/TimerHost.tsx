import { useCallback, useEffect, useState } from 'react';
import { whenSettled } from '../../../browser/settled';
import { useCommands } from '../../../commands/CommandsProvider';
import { loadable } from '../../../ui/loadable';
import { useToggleCommand } from './useToggleCommand';

const { Component: TimerFrame } = loadable(async () => (await import('./TimerFrame')).TimerFrame);

interface Props {
  onOpen: (task: number) => void;
  /** Opens the calm view of a task, or of the one that runs. */
  onFocus: (task?: number) => void;
}

/**
 * The timer, on every page. It is fetched once the first page is settled, or once its key is
 * pressed: what was asked for before it is there is done when it is.
 */
export function TimerHost(props: Props) {
  const [isWanted, setWanted] = useState(false);
  const [asked, setAsked] = useState<number>();
  useEffect(() => whenSettled(() => setWanted(true)), []);
  useCommands(useToggleCommand(setAsked));
  const forget = useCallback(() => setAsked(undefined), []);
  const isShown = isWanted || asked !== undefined;
  return isShown && <TimerFrame {...props} asked={asked} onToggled={forget} />;
}
