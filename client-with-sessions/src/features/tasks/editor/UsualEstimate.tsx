import { useQuery } from '@tanstack/react-query';
import { type Estimated, usually } from '../../../data/lists/usually';
import { calibrationQuery } from '../../../data/queries/calibration';
import { minutesInWords } from '../../../format/amounts';

interface Props extends Estimated {
  className: string | undefined;
  onTake: (minutes: number) => void;
}

/** How long such tasks take as a rule. A press takes it as the estimate; nothing else does. */
export function UsualEstimate({ className, onTake, ...task }: Props) {
  const { data } = useQuery(calibrationQuery);
  const usual = data && usually(data, task);
  if (!usual) return null;
  const words = minutesInWords(usual.minutes);
  return (
    <button
      type="button"
      data-usual
      className={className}
      title="Take it (Alt+Enter)"
      aria-label={`Usually ${words}, by ${usual.count} tasks: take it`}
      onClick={() => onTake(usual.minutes)}
    >
      usually {words} ({usual.count})
    </button>
  );
}
