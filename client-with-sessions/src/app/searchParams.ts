import type { TaskStatus } from '../api/types';

// What pages read from their addresses. Whatever else stands there is ignored.

/** The task whose details are shown, on every page. */
export function readOpenTask({ task }: Record<string, unknown>): { task?: number } {
  return { task: typeof task === 'number' && Number.isInteger(task) ? task : undefined };
}

/** The task that one looks at, whether its timer runs or not. */
export function readFocused({ on }: Record<string, unknown>): { on?: number } {
  return { on: typeof on === 'number' && Number.isInteger(on) ? on : undefined };
}

export function readTaskSearch(search: Record<string, unknown>): { status?: TaskStatus } {
  const { status } = search;
  // Given even if it is undefined: a missing key would keep the value of the present address.
  return { status: status === 'done' || status === 'all' ? status : undefined };
}

export function readProjectSearch(search: Record<string, unknown>): { layout?: 'board' | 'done' } {
  const { layout } = search;
  return { layout: layout === 'board' || layout === 'done' ? layout : undefined };
}

const VIEWS = ['day', 'week', 'month'] as const;

export function readCalendarSearch({ view, date }: Record<string, unknown>): {
  view?: (typeof VIEWS)[number];
  date?: string;
} {
  return { view: VIEWS.find((one) => one === view), date: dayOf(date) };
}

export function readTimeSearch({ view, date }: Record<string, unknown>): {
  view?: 'day' | 'week';
  date?: string;
} {
  return {
    view: view === 'day' || view === 'week' ? view : undefined,
    date: dayOf(date),
  };
}

export function readClosedDay({ day }: Record<string, unknown>): { day?: string } {
  return { day: dayOf(day) };
}

export function readYear({ year }: Record<string, unknown>): { year?: number } {
  const isYear = typeof year === 'number' && Number.isInteger(year) && year > 1900 && year < 9999;
  return { year: isYear ? year : undefined };
}

export function readAdding({ add }: Record<string, unknown>): { add?: true } {
  return { add: add === true || undefined };
}

export function readSearch(search: Record<string, unknown>): { q?: string } {
  const { q } = search;
  // The router parses a query of digits only as a number.
  return { q: typeof q === 'string' || typeof q === 'number' ? String(q) : undefined };
}

export function readNext(search: Record<string, unknown>): { next?: string } {
  return typeof search.next === 'string' ? { next: search.next } : {};
}

/** A day such as 2026-12-24; undefined if it is none. */
function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  return Number.isNaN(Date.parse(`${value}T00:00:00Z`)) ? undefined : value;
}
