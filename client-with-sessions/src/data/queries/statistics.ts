import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { reviewKeys } from './reviews';
import { timeKeys } from './timeEntries';

export const statisticsKeys = {
  /** What was done follows from the tasks, as in reviews. */
  year: (from: string, to: string) => [...reviewKeys.all, 'statistics', from, to] as const,
  calibration: (day: string) => [...timeKeys.all, 'calibration', day] as const,
};

/** What was made, done and dropped from one day to another. */
export function statisticsQuery(from: string, to: string) {
  return queryOptions({
    queryKey: statisticsKeys.year(from, to),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/statistics', { params: { query: { from, to } }, signal })),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  });
}

/** How far off estimates were at the end of a day. */
export function calibrationQuery(day: string) {
  return queryOptions({
    queryKey: statisticsKeys.calibration(day),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/calibration', { params: { query: { day } }, signal })),
    placeholderData: keepPreviousData,
  });
}
