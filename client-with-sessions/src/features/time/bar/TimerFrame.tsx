import { useEffect } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { type FocusPhase, focusPhase } from '../../../data/lists/focus';
import { type ShownTimer, secondsRun, timerName } from '../../../data/lists/timer';
import { useTimer } from '../../../data/queries/timer';
import { setBeforeTitle } from '../../../ui/tabTitle';
import { countdown, hoursAndMinutes } from '../../../words/time';
import { AwayCard } from './AwayCard';
import { BreakBar, TimerBar } from './TimerBar';
import { useFocusSignals } from './useFocusSignals';
import { usePresence } from './usePresence';
import { useSeconds } from './useSeconds';
import { useTimerCommands } from './useTimerCommands';
import { useToggle } from './useToggle';

interface Props {
  onOpen: (task: number) => void;
  onFocus: (task?: number) => void;
  /** The task whose timer is to be started or stopped. */
  asked: number | undefined;
  onToggled: () => void;
}

/** What runs: in a bar, in the title of the tab, and what to ask if it was forgotten. */
export function TimerFrame({ onOpen, onFocus, asked, onToggled }: Props) {
  const timer = useTimer();
  const isRunning = timer?.running != null;
  const now = useSeconds(isRunning || timer?.pause != null);
  const phase: FocusPhase = timer ? focusPhase(timer, now) : { kind: 'idle' };
  useCommands(useTimerCommands(timer, onFocus));
  useToggle(timer, asked, onToggled);
  usePresence(isRunning);
  useFocusSignals(timer, phase);

  const title = timer ? titleOf(timer, phase, now) : '';
  useEffect(() => setBeforeTitle(title), [title]);
  useEffect(() => () => setBeforeTitle(''), []);

  if (phase.kind === 'break' && phase.left > 0) {
    return <BreakBar left={phase.left} onFocus={() => onFocus()} />;
  }
  if (!timer || !isRunning) return null;
  return (
    <>
      <TimerBar {...{ timer, phase, now, onOpen }} onFocus={() => onFocus()} />
      {timer.away_since !== null && <AwayCard timer={timer} since={timer.away_since} />}
    </>
  );
}

function titleOf(timer: ShownTimer, phase: FocusPhase, now: number): string {
  if (phase.kind === 'block') return `${countdown(phase.left)} ${timerName(timer)}`;
  if (phase.kind === 'break') return phase.left > 0 ? `${countdown(phase.left)} Break` : '';
  return timer.running ? `${hoursAndMinutes(secondsRun(timer, now))} ${timerName(timer)}` : '';
}
