import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';

export const timeKeys = {
  all: ['time'] as const,
  timer: () => [...timeKeys.all, 'timer'] as const,
  sheet: (from: string, to: string) => [...timeKeys.all, 'sheet', from, to] as const,
  totals: (from: string, to: string) => [...timeKeys.all, 'totals', from, to] as const,
  ofTask: (id: number) => [...timeKeys.all, 'task', id] as const,
};

/** The entries of some days, by day. */
export function useTimeSheet(from: string, to: string) {
  return useQuery({
    queryKey: timeKeys.sheet(from, to),
    queryFn: ({ signal }) => unwrap(api.GET('/time', { signal, params: { query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
}

/** What the time of some days adds up to. */
export function useTimeTotals(from: string, to: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: timeKeys.totals(from, to),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/time/totals', { signal, params: { query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
}

/** The time that was spent on a task and its subtasks. */
export function useTimeOfTask(id: number) {
  return useQuery({
    queryKey: timeKeys.ofTask(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/tasks/{id}/time', { signal, params: { path: { id } } })),
  });
}
