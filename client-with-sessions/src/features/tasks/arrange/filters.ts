import { filtersOf, nameInQuery, termsOf } from '../../../data/lists/arrangement';

/** What the menu can filter by, one term of each. */
export type FilterField = 'priority' | 'due' | 'project' | 'tag';

const TERMS: Record<FilterField, RegExp> = {
  priority: /^(?:priority:|no:priority$)/,
  due: /^(?:due:|is:overdue$|has:due$|no:due$)/,
  project: /^(?:project:|no:project$)/,
  tag: /^(?:tag:|no:tag$)/,
};

/** The term that filters by a field; an empty text if none does. */
export function filterBy(query: string, field: FilterField): string {
  return filtersOf(query).find((term) => TERMS[field].test(term)) ?? '';
}

/** The query with another filter by a field; an empty term takes it away. */
export function withFilter(query: string, field: FilterField, term: string): string {
  const others = termsOf(query).filter((one) => !TERMS[field].test(one));
  return [term, ...others].filter(Boolean).join(' ');
}

/** The query without one of its terms. */
export function withoutTerm(query: string, term: string): string {
  const terms = termsOf(query);
  return terms.toSpliced(terms.indexOf(term), 1).join(' ');
}

const WORD = /^(?:"(?:[^"]|"")*"|[^\s":]+)$/;
/** Without one, there is nothing to search for. */
const SEARCHABLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** The words that a query filters by, as they were typed. */
export function wordsIn(query: string): string {
  return filtersOf(query)
    .filter(isWord)
    .map((term) => (term.startsWith('"') ? term.slice(1, -1).replaceAll('""', '"') : term))
    .join(' ');
}

/** The query with other words. Signs in them have no meaning of their own. */
export function withWords(query: string, typed: string): string {
  const words = typed.split(/\s+/).filter((word) => SEARCHABLE.test(word));
  const others = termsOf(query).filter((term) => !isWord(term));
  return [
    ...words.map((word) => (/^[-"“„]|[:"]/.test(word) ? quoted(word) : word)),
    ...others,
  ].join(' ');
}

export function projectTerm(name: string): string {
  return `project:${nameInQuery(name)}`;
}

function isWord(term: string): boolean {
  return WORD.test(term) && !term.startsWith('-');
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
