import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Statistics } from '../../features/statistics/Statistics';
import { type Target, TargetContext } from '../../features/statistics/targets';
import { paths } from './paths';

/** A year in numbers; which one is in the address. */
export function StatisticsPage() {
  const { year } = useSearch({ from: '/inside/app/statistics' });
  const navigate = useNavigate();
  const { history } = useRouter();
  const go = (target: Target) => {
    if (!('task' in target)) return history.push(hrefOf(target));
    const { task } = target;
    void navigate({
      to: paths.statistics,
      search: (before) => ({ ...before, task }),
      resetScroll: false,
    });
  };
  return (
    <TargetContext value={{ hrefOf, go }}>
      <Statistics
        year={year}
        onYear={(to) =>
          void navigate({
            to: paths.statistics,
            search: ({ task }) => ({ task, year: to }),
            resetScroll: false,
          })
        }
      />
    </TargetContext>
  );
}

function hrefOf(target: Target): string {
  if ('q' in target) return `${paths.search}?${new URLSearchParams({ q: target.q })}`;
  if ('time' in target) return `${paths.time}?view=day&date=${target.time}`;
  if ('plan' in target) return `${paths.close}?day=${target.plan}`;
  if ('habit' in target) return paths.habit.replace('$id', String(target.habit));
  return `${paths.statistics}?task=${target.task}`;
}
