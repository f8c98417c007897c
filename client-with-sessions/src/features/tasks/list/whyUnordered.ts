import { type QuerySource, rulesOf, type Source } from '../../../data/lists/lists';

/** Where tasks stand in an order that nobody chose by hand. */
type Unordered = Exclude<Source, { kind: 'inbox' } | { kind: 'agenda' }>;

/** Why the tasks of a list without a manual order stand where they do. */
export function whyUnordered(source: Unordered): string {
  switch (source.kind) {
    case 'status':
      return 'This list is in order of age, the newest first. A project or the inbox can be put in order.';
    case 'done':
    case 'project':
      return 'What is done is in order of when it was done.';
    case 'together':
      return 'Each part of this page has an order of its own.';
    case 'query':
      if (source.of) return whyArranged(source.of);
      return 'This list is in the order that its query asks for: sort: and a field change it.';
  }
}

export const TIMED = 'What has a time stands in order of time. Another time moves it.';

/** Why tasks of these days can't be put in order by hand; what is left from earlier days has none. */
export function whyFixed(days: readonly (string | undefined)[]): string {
  if (days.includes(undefined)) {
    return 'What is overdue is in order of days, the oldest first. t plans a task for today.';
  }
  if (new Set(days).size > 1) return 'Each day has an order of its own: move the tasks of one.';
  return TIMED;
}

function whyArranged({ source, isGrouped, isSorted }: NonNullable<QuerySource['of']>): string {
  const canBeOrdered = source.kind === 'agenda' || rulesOf(source, '').placed !== undefined;
  if (isGrouped) {
    return canBeOrdered
      ? 'This list is in groups. Without groups (press v), it can be put in order by hand.'
      : 'This list is in groups, each in its order.';
  }
  if (!isSorted && source.kind !== 'inbox' && source.kind !== 'agenda') return whyUnordered(source);
  return canBeOrdered
    ? 'This list is sorted. Sort it by hand (press v) to put it in order yourself.'
    : 'This list is in the order that you chose under Display.';
}
