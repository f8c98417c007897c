import type { FieldHelp } from '../api/types';
import { hasOpenQuote, type Names, type Token, type TokenAt } from './token';

/** A term up to its end, or up to the colon behind the name of a field. */
const TERM = /\s*-?(?:"(?:[^"]|"")*(?:"|$)|([^\s:]*):|[^\s:]+)?/y;
const VALUE = /"(?:[^"]|"")*(?:"|$)|[^\s,]*/y;
const REST_OF_WORD = /[^\s",]*/y;

/** The fields whose values are names that the account has. */
const NAMES: [string, Names][] = [
  ['tag', 'tags'],
  ['project', 'allProjects'],
];

/** Finds the value that the caret is in, in a query with these fields. */
export function queryTokenIn(fields: readonly Pick<FieldHelp, 'name' | 'words'>[]): TokenAt {
  const listed = fields.filter(({ words }) => words.length > 0);
  const names = new Map([...listed.map(({ name, words }) => [name, words] as const), ...NAMES]);
  return (text, caret) => {
    let at = 0;
    while (at < caret) {
      const { end, field } = termAt(text, at);
      at = end;
      if (field === undefined) continue;
      const taken = names.get(field.toLowerCase());
      do {
        const start = at;
        at = endOf(VALUE, text, start);
        if (caret < start) return undefined;
        if (caret <= at) return tokenOf(field, taken, text, { start, end: at, caret });
      } while (text[at++] === ',');
      at -= 1;
    }
    return undefined;
  };
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

function tokenOf(
  field: string,
  names: Names | undefined,
  text: string,
  place: Place,
): Token | undefined {
  if (names === undefined) return undefined;
  const { caret, end } = place;
  if (text[place.start] === '"') return quotedToken(names, text, place);
  const isReversed =
    field.toLowerCase() === 'sort' && text[place.start] === '-' && caret > place.start;
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
