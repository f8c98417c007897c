import type { Arrangeable, GroupKey } from '../../../data/lists/arrangement';
import { choicesOf } from '../../../words/fields';

/** A key that lists are sorted by: its name, and what its order begins with, both ways. */
interface SortWords {
  name: string;
  usual: string;
  reversed: string;
  /** What else people call it, for the palette. */
  words?: string;
}

/** The keys that the menu offers, as `sort:` has them. */
export const SORTS: Record<string, SortWords> = {
  urgency: { name: 'urgency', usual: 'most urgent first', reversed: 'least urgent first' },
  due: { name: 'due', usual: 'earliest first', reversed: 'latest first', words: 'date deadline' },
  planned: {
    name: 'planned day',
    usual: 'earliest first',
    reversed: 'latest first',
    words: 'date',
  },
  day: { name: 'day', usual: 'earliest first', reversed: 'latest first', words: 'date' },
  priority: {
    name: 'priority',
    usual: 'highest first',
    reversed: 'lowest first',
    words: 'important',
  },
  title: { name: 'title', usual: 'A to Z', reversed: 'Z to A', words: 'name alphabet' },
  created: { name: 'age', usual: 'oldest first', reversed: 'newest first', words: 'created added' },
  updated: {
    name: 'last change',
    usual: 'oldest first',
    reversed: 'newest first',
    words: 'updated',
  },
  completed: {
    name: 'when it was done',
    usual: 'oldest first',
    reversed: 'newest first',
    words: 'completed',
  },
  estimate: { name: 'estimate', usual: 'shortest first', reversed: 'longest first', words: 'time' },
  position: {
    name: 'hand',
    usual: 'your order',
    reversed: 'your order, reversed',
    words: 'manual',
  },
};

/** The keys to sort a list by, its own order first. */
export function sortsOf({ sort = '', groups }: Arrangeable): string[] {
  const own = sort.replace(/^-/, '');
  const others = Object.keys(SORTS).filter((key) => {
    if (key === 'position') return false;
    if (key === 'completed' || key === 'day') return groups.includes(key);
    return true;
  });
  return [...(SORTS[own] ? [own] : []), ...others.filter((key) => key !== own)];
}

/** A `sort:` as its key and direction. */
export function readSort(sort: string): { key: string; isReversed: boolean } {
  const isReversed = sort.startsWith('-');
  return { key: isReversed ? sort.slice(1) : sort, isReversed };
}

/** By due, latest first. */
export function sortInWords(sort: string): string {
  const { key, isReversed } = readSort(sort);
  const words = SORTS[key];
  if (!words) return `by ${sort.replaceAll(',', ', then by ').replaceAll('-', '')}`;
  return `by ${words.name}, ${isReversed ? words.reversed : words.usual}`;
}

export const GROUPS: Record<GroupKey, string> = {
  none: 'no groups',
  project: 'project',
  priority: 'priority',
  tag: 'tag',
  day: 'day',
  due: 'due day',
  planned: 'planned day',
  completed: 'day it was done',
  status: 'status',
};

interface Choice {
  term: string;
  label: string;
}

/** The filters by priority and due, from which one is chosen. */
export const PRIORITIES: Choice[] = [
  ...choicesOf('priority')
    .filter(([value]) => value !== 'none')
    .toReversed()
    .map(([value, name]) => ({ term: `priority:${value}`, label: `${name} priority` })),
  { term: 'priority:>=medium', label: 'Medium priority or higher' },
  { term: 'no:priority', label: 'No priority' },
];

export const DUES: Choice[] = [
  { term: 'is:overdue', label: 'Overdue' },
  { term: 'due:<=today', label: 'Due by today' },
  { term: 'due:<=eow', label: 'Due by the end of the week' },
  { term: 'has:due', label: 'With a due date' },
  { term: 'no:due', label: 'Without a due date' },
];

export const NO_PROJECT: Choice = { term: 'no:project', label: 'No project' };
export const NO_TAG: Choice = { term: 'no:tag', label: 'No tags' };

const KNOWN = [...PRIORITIES, ...DUES, NO_PROJECT, NO_TAG];

/** A term as its chip says it. What has no words of its own is shown as it is typed. */
export function termInWords(term: string): string {
  const known = KNOWN.find((choice) => choice.term === term);
  if (known) return known.label;
  const [, field, value = ''] = /^(\w+):(.*)$/.exec(term) ?? [];
  if (field === 'sort') return `Sorted ${sortInWords(value)}`;
  if (field === 'group') {
    return value === 'none' ? 'Without groups' : `Grouped by ${GROUPS[value as GroupKey] ?? value}`;
  }
  if (field === 'tag') return `#${value.replaceAll(',', ' or #')}`;
  if (field === 'project') return value.replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
  return term;
}
