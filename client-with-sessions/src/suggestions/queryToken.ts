import { hasOpenQuote, type Names, type Token } from './token';

/** A term up to its end, or up to the colon behind the name of a field. */
const TERM = /\s*-?(?:"(?:[^"]|"")*(?:"|$)|([^\s:]*):|[^\s:]+)?/y;
const VALUE = /"(?:[^"]|"")*(?:"|$)|[^\s,]*/y;
const REST_OF_WORD = /[^\s",]*/y;

const PROPERTIES =
  'due start planned estimate project parent tag recurrence description priority'.split(' ');

/** What the fields of a query take, those words first that are wanted most. */
const FIELDS: Record<string, Names | undefined> = {
  tag: 'tags',
  project: 'allProjects',
  is: 'open done dropped overdue recurring subtask inbox started blocked planned'.split(' '),
  has: PROPERTIES,
  no: PROPERTIES,
  sort: 'due urgency priority planned start created updated completed estimate title position relevance'.split(
    ' ',
  ),
};

/** The value of a field that the caret is in, in a query. */
export function queryTokenAt(text: string, caret: number): Token | undefined {
  let at = 0;
  while (at < caret) {
    const { end, field } = termAt(text, at);
    at = end;
    if (field === undefined) continue;
    do {
      const start = at;
      at = endOf(VALUE, text, start);
      if (caret < start) return undefined;
      if (caret <= at) return tokenOf(field.toLowerCase(), text, { start, end: at, caret });
    } while (text[at++] === ',');
    at -= 1;
  }
  return undefined;
}

function termAt(text: string, from: number): { end: number; field: string | undefined } {
  TERM.lastIndex = from;
  const field = TERM.exec(text)?.[1];
  return { end: Math.max(TERM.lastIndex, from + 1), field };
}

interface Place {
  start: number;
  end: number;
  caret: number;
}

function tokenOf(field: string, text: string, place: Place): Token | undefined {
  const names = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  const { caret, end } = place;
  if (names === undefined) return undefined;
  if (text[place.start] === '"') return quotedToken(names, text, place);
  const isReversed = field === 'sort' && text[place.start] === '-' && caret > place.start;
  const start = place.start + (isReversed ? 1 : 0);
  return {
    names,
    typed: text.slice(start, caret),
    whole: text.slice(start, end),
    start,
    end,
    write: writeValue,
  };
}

/** `"My house"`, also while its end is not typed yet. */
function quotedToken(names: Names, text: string, { start, end, caret }: Place): Token | undefined {
  const isOpen = hasOpenQuote(text);
  if (caret === start || (!isOpen && caret === end)) return undefined;
  const last = isOpen ? endOf(REST_OF_WORD, text, caret) : end - 1;
  return {
    names,
    typed: unquoted(text.slice(start + 1, caret)),
    whole: unquoted(text.slice(start + 1, last)),
    start,
    end: isOpen ? last : end,
    write: writeValue,
  };
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

function unquoted(text: string): string {
  return text.replaceAll('""', '"');
}

function writeValue(name: string): string {
  return /[\s,]|^"/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
