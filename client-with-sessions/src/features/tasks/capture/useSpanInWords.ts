import type { CapturedSpan, CapturedTask } from '../../../api/types';
import { useClock } from '../../../data/queries/settings';
import { useToday } from '../../../data/queries/today';
import { clockTime } from '../../../format/amounts';
import { dayWithWeekday } from '../../../format/days';

/** How a part of a line was understood, with days and times as everywhere else on the page. */
export function useSpanInWords(): (span: CapturedSpan, task: CapturedTask) => string {
  const today = useToday();
  const clock = useClock();

  return ({ kind, label }, { due, start, project, spans }) => {
    if (kind === 'tag') return `#${label}`;
    if (kind === 'project') {
      if (project?.id == null) return `new project ${label}`;
      return project.archived ? `${label} (archived)` : label;
    }
    if (kind === 'start' && start !== null) return `from ${dayWithWeekday(start, today)}`;
    if (due === null) return label;
    const day = dayWithWeekday(due.slice(0, 10), today);
    if (kind === 'due') return day;
    const written = due.slice(11, 16);
    const time = clockTime(written, clock);
    // As in “every day 19:00”.
    if (kind !== 'time') return written === '' ? label : label.replace(written, time);
    const saysDay = spans.some((span) => span.kind === 'due' || span.kind === 'recurrence');
    return saysDay ? time : `${day}, ${time}`;
  };
}
