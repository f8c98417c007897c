import type { QuerySource, Source } from './lists';

/** By what a list is divided into groups. */
export type GroupKey =
  | 'none'
  | 'project'
  | 'priority'
  | 'tag'
  | 'day'
  | 'due'
  | 'planned'
  | 'completed'
  | 'status';

/** A list that can be grouped, sorted and filtered. */
export interface Arrangeable {
  /** The query that finds its tasks. Without one, the arrangement is the whole query, and the page shows it as text. */
  base?: string;
  /** Its order if nobody chose another, as `sort:` has it. */
  sort?: string;
  /** Its groups if nobody chose others. */
  group?: GroupKey;
  /** What it can be grouped by. */
  groups: readonly GroupKey[];
}

const A_CENTURY = 36_500;

/** A term, with the quotes in it: they begin a term or a value. */
const TERM = /(?:(?<![^\s:,-])"(?:[^"]|"")*"|\S)+/g;

export function termsOf(query: string): string[] {
  return query.match(TERM) ?? [];
}

/** What a query sorts or groups by; undefined if it does not say. */
export function orderIn(query: string, field: 'sort' | 'group'): string | undefined {
  const term = termsOf(query).find((one) => one.startsWith(`${field}:`));
  return term?.slice(field.length + 1);
}

/** The terms that filter. */
export function filtersOf(query: string): string[] {
  return termsOf(query).filter((term) => !/^(?:sort|group):/.test(term));
}

/** The query with another order or other groups; undefined leaves that to the list. */
export function withOrder(query: string, field: 'sort' | 'group', value: string | undefined) {
  const others = termsOf(query).filter((term) => !term.startsWith(`${field}:`));
  return [...others, ...(value === undefined ? [] : [`${field}:${value}`])].join(' ');
}

/** A name as a value in a query. */
export function nameInQuery(name: string): string {
  return /[\s,]|^["“„]|^\/\//.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** Where an arranged list gets its tasks: what the list finds, and what was chosen on top. */
export function arrangedSource(list: Arrangeable, query: string, own: Source): QuerySource {
  if (list.base === undefined || own.kind === 'query') return { kind: 'query', q: query };
  const filters = filtersOf(query);
  const sort = orderIn(query, 'sort') ?? list.sort;
  const group = orderIn(query, 'group') ?? list.group ?? 'none';
  const order = [sort && `sort:${sort}`, group !== 'none' && `group:${group}`];
  return {
    kind: 'query',
    q: [list.base, ...filters, ...order].filter(Boolean).join(' '),
    of: {
      // A query has no last day.
      source: own.kind === 'agenda' && own.days > 1 ? { ...own, days: A_CENTURY } : own,
      isFiltered: filters.length > 0,
      isSorted: sort !== list.sort,
      isGrouped: group !== 'none',
    },
  };
}
