import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

export const calibrationKeys = {
  all: ['calibration'] as const,
  factors: () => [...calibrationKeys.all, 'factors'] as const,
  hours: () => [...calibrationKeys.all, 'hours'] as const,
};

const FIVE_MINUTES = 300_000;

/** How earlier estimates turned out. */
export const calibrationQuery = queryOptions({
  queryKey: calibrationKeys.factors(),
  queryFn: ({ signal }) => unwrap(api.GET('/calibration', { signal })),
  staleTime: FIVE_MINUTES,
});

/** How much gets done on each weekday, Monday first. */
export const usualHoursQuery = queryOptions({
  queryKey: calibrationKeys.hours(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/calibration/hours', { signal }))).weekdays,
  staleTime: FIVE_MINUTES,
});
