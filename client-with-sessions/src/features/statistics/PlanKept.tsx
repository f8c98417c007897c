import type { Statistics } from '../../api/types';
import { dateLabel, weekdayAndDate } from '../../format/days';
import { Columns } from './Columns';
import { NumberLink } from './NumberLink';
import { Numbers, Part } from './Part';
import { number } from './words';

/** How much of the plans of days was done on the day. */
export function PlanKept({
  statistics: { days, weeks, totals, today },
}: {
  statistics: Statistics;
}) {
  const { plan_kept, planned_days } = totals;
  const planned = days.flatMap(({ date, plan }) =>
    plan && plan.planned > 0 ? [{ date, ...plan }] : [],
  );
  const day = (date: string | undefined) => dateLabel(date ?? today, today);
  return (
    <Part
      title="Plan kept"
      counted="Of the tasks that were planned for a day when its work began, the share that was done on that day. The number is the median of the days with a plan. Deleted tasks are left out. A plan that changed in the course of the day is no failure."
    >
      {plan_kept === null ? (
        <p>
          No day was planned yet. Plan the day takes note of what you meant to do, and this shows
          what became of it.
        </p>
      ) : (
        <>
          <p>
            {planned_days === 1
              ? `On the one planned day, ${percent(plan_kept)} of the plan was kept.`
              : `On half of ${number(planned_days)} planned days, ${percent(plan_kept)} of the plan or more was kept.`}
          </p>
          <Columns
            label="The share of the plan that was kept, by week."
            columns={weeks.map((week) => ({ key: week.first_day, up: [week.plan_kept ?? 0] }))}
            whole={1}
            ends={[day(weeks[0]?.first_day), day(weeks.at(-1)?.last_day)]}
          />
          <Numbers of="Plans by day">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Kept</th>
                <th scope="col">Done besides</th>
              </tr>
            </thead>
            <tbody>
              {planned.toReversed().map(({ date, kept, planned, unplanned }) => (
                <tr key={date}>
                  <th scope="row">{weekdayAndDate(date, today)}</th>
                  <td>
                    <NumberLink to={{ plan: date }}>
                      {kept} of {planned}
                    </NumberLink>
                  </td>
                  <td>{unplanned}</td>
                </tr>
              ))}
            </tbody>
          </Numbers>
        </>
      )}
    </Part>
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
