import type { DayStatistics, TimeTotals } from '../../api/types';
import { useProjects } from '../../data/queries/projects';
import { useClock } from '../../data/queries/settings';
import { clockTime } from '../../format/amounts';
import { Bars } from './Bars';
import { Columns } from './Columns';
import { secondsByWeekday } from './months';
import { Numbers, Part } from './Part';
import { tasksOf } from './targets';
import { inWeek } from './weekdays';
import { inHours } from './words';

/** How many projects and tags are shown. */
const MOST = 12;

interface Props {
  totals: TimeTotals;
  days: DayStatistics[];
  weekStart: number;
}

/** What time was spent on, and when. */
export function TimeSpent({ totals, days, weekStart }: Props) {
  const { projects = [] } = useProjects();
  const clock = useClock();
  const hour = (at: number) => clockTime(`${String(at).padStart(2, '0')}:00`, clock);
  const nameOf = (id: number | null) =>
    id === null
      ? 'No project'
      : (projects.find((one) => one.id === id)?.name ?? 'A deleted project');
  const tasks = totals.tasks.flatMap(({ task }) => (task && !task.deleted ? [task] : []));
  return (
    <Part
      title="Time"
      counted="The seconds between the start and the end of each entry, cut where your days begin. A task counts for its present project and tags. A task with two tags counts for both, so tags overlap. An amount that was added without times has a day but no hour. A number leads to the tasks that took longest, up to 50."
    >
      <Bars
        caption="By project"
        heads={['Project', 'Time']}
        bars={totals.projects.slice(0, MOST).map(({ project_id, seconds }) => ({
          key: String(project_id),
          name: nameOf(project_id),
          value: seconds,
          words: inHours(seconds),
          to: tasksOf(tasks.filter((task) => task.project_id === project_id).map(({ id }) => id)),
        }))}
      />
      {totals.tags.length > 0 && (
        <Bars
          caption="By tag (tags overlap)"
          heads={['Tag', 'Time']}
          bars={totals.tags.slice(0, MOST).map(({ tag, seconds }) => ({
            key: tag,
            name: `#${tag}`,
            value: seconds,
            words: inHours(seconds),
            to: tasksOf(tasks.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id)),
          }))}
        />
      )}
      <Bars
        caption="By day of the week"
        heads={['Day', 'Time']}
        bars={inWeek(secondsByWeekday(days), weekStart).map(({ name, value }) => ({
          key: name,
          name,
          value,
          words: inHours(value),
        }))}
      />
      <Columns
        label="Time by hour of the day."
        columns={totals.hours.map((seconds, at) => ({ key: String(at), up: [seconds] }))}
        ends={[hour(0), hour(23)]}
      />
      <Numbers of="Time by hour">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {totals.hours.map((seconds, at) => (
            <tr key={hour(at)}>
              <th scope="row">{hour(at)}</th>
              <td>{inHours(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </Numbers>
    </Part>
  );
}
