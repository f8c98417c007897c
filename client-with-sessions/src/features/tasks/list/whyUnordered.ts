import { type QuerySource, rulesOf, type Source } from '../../../data/lists/lists';

/** Where tasks stand in an order that nobody chose by hand. */
type Unordered = Exclude<Source, { kind: 'inbox' }>;

/** Why the tasks of a list without a manual order stand where they do. */
export function whyUnordered(source: Unordered): string {
  switch (source.kind) {
    case 'agenda':
      return source.days === 1
        ? 'Today is in order of urgency: a priority or an earlier due date moves a task up.'
        : 'Upcoming is in order of days and times: ] plans a task a day later, [ a day earlier.';
    case 'status':
      return 'This list is in order of age, the newest first. A project or the inbox can be put in order.';
    case 'done':
    case 'project':
      return 'What is done is in order of when it was done.';
    case 'query':
      if (source.of) return whyArranged(source.of);
      return 'This list is in the order that its query asks for: sort: and a field change it.';
  }
}

function whyArranged({ source, isGrouped, isSorted }: NonNullable<QuerySource['of']>): string {
  const canBeOrdered = rulesOf(source, '').placed !== undefined;
  if (isGrouped) {
    return canBeOrdered
      ? 'This list is in groups. Without groups (press v), it can be put in order by hand.'
      : 'This list is in groups, each in its order.';
  }
  if (!isSorted && source.kind !== 'inbox') return whyUnordered(source);
  return canBeOrdered
    ? 'This list is sorted. Sort it by hand (press v) to put it in order yourself.'
    : 'This list is in the order that you chose under Display.';
}
