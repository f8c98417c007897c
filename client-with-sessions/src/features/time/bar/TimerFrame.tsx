import { useEffect } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { secondsRun, timerName } from '../../../data/lists/timer';
import { useTimer } from '../../../data/queries/timer';
import { setBeforeTitle } from '../../../ui/tabTitle';
import { hoursAndMinutes } from '../../../words/time';
import { AwayCard } from './AwayCard';
import { TimerBar } from './TimerBar';
import { usePresence } from './usePresence';
import { useSeconds } from './useSeconds';
import { useTimerCommands } from './useTimerCommands';

interface Props {
  onOpen: (task: number) => void;
}

/** What runs: in a bar, in the title of the tab, and what to ask if it was forgotten. */
export function TimerFrame({ onOpen }: Props) {
  const timer = useTimer();
  const isRunning = timer?.running != null;
  const now = useSeconds(isRunning);
  useCommands(useTimerCommands(timer));
  usePresence(isRunning);

  const title =
    timer && isRunning ? `${hoursAndMinutes(secondsRun(timer, now))} ${timerName(timer)}` : '';
  useEffect(() => setBeforeTitle(title), [title]);
  useEffect(() => () => setBeforeTitle(''), []);

  if (!timer || !isRunning) return null;
  return (
    <>
      <TimerBar timer={timer} now={now} onOpen={onOpen} />
      {timer.away_since !== null && <AwayCard timer={timer} since={timer.away_since} />}
    </>
  );
}
