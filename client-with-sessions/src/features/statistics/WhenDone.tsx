import type { Statistics } from '../../api/types';
import { useClock, useSettings } from '../../data/queries/settings';
import { weekStartOf } from '../../dates/dateChoices';
import { clockTime } from '../../format/amounts';
import { Bars } from './Bars';
import { Columns } from './Columns';
import { Numbers, Part } from './Part';
import { inWeek } from './weekdays';
import { number } from './words';

/** On which days of the week and at which hours tasks are done. */
export function WhenDone({ statistics: { weekdays, hours } }: { statistics: Statistics }) {
  const clock = useClock();
  const weekStart = weekStartOf(useSettings().settings) - 1;
  const hour = (at: number) => clockTime(`${String(at).padStart(2, '0')}:00`, clock);
  return (
    <Part
      title="When tasks are done"
      counted="Tasks without subtasks, by the day they were done on and by the hour on the clock of your time zone. What is done after midnight, before your day begins, counts for the day before."
    >
      <Bars
        caption="By day of the week"
        heads={['Day', 'Done']}
        bars={inWeek(weekdays, weekStart).map(({ name, value }) => ({
          key: name,
          name,
          value,
          words: number(value),
        }))}
      />
      <Columns
        label="Tasks done by hour of the day."
        columns={hours.map((done, at) => ({ key: String(at), up: [done] }))}
        ends={[hour(0), hour(23)]}
      />
      <Numbers of="Tasks done by hour">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Done</th>
          </tr>
        </thead>
        <tbody>
          {hours.map((done, at) => (
            <tr key={hour(at)}>
              <th scope="row">{hour(at)}</th>
              <td>{number(done)}</td>
            </tr>
          ))}
        </tbody>
      </Numbers>
    </Part>
  );
}
