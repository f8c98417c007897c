import type { CapturedSpan } from '../../api/types';

/** A part of a text. */
interface Part {
  start: number;
  end: number;
}

/** Kinds of spans that say one date together, as in “friday 3pm”. */
const OF_A_DATE: ReadonlySet<string> = new Set(['due', 'time', 'recurrence']);

/** The words of a text that were typed into the one before. */
export function typedParts(before: string, text: string): Part[] {
  const old = before.split(/\s+/);
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index: start }) => ({
    word,
    start,
    end: start + word.length,
  }));
  const same = sameWords(
    old,
    words.map(({ word }) => word),
  );
  return words.filter((_, index) => !same.has(index));
}

/** The indexes of words that stand in the same order in the words before, as many as possible. */
function sameWords(before: string[], words: string[]): Set<number> {
  const most = Array.from({ length: before.length + 1 }, () => new Array(words.length + 1).fill(0));
  const at = (row: number, column: number): number => most[row]?.[column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = words.length - 1; column >= 0; column--) {
      const isSame = before[row] === words[column];
      const longest = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
      most[row]?.splice(column, 1, longest);
    }
  }
  const same = new Set<number>();
  for (let row = 0, column = 0; row < before.length && column < words.length; ) {
    if (before[row] === words[column]) {
      same.add(column);
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return same;
}

/** The spans that were there before. What says one date together is new as soon as a part of it is. */
export function oldSpans(spans: CapturedSpan[], typed: Part[], text: string): CapturedSpan[] {
  return phrasesOf(spans, text).flatMap((phrase) => {
    const isNew = phrase.some((span) => typed.some((part) => overlaps(span, part)));
    return isNew ? [] : phrase;
  });
}

function phrasesOf(spans: CapturedSpan[], text: string): CapturedSpan[][] {
  const phrases: CapturedSpan[][] = [];
  for (const span of spans) {
    const last = phrases.at(-1)?.at(-1);
    if (last && isOneDate(last, span, text)) phrases.at(-1)?.push(span);
    else phrases.push([span]);
  }
  return phrases;
}

function isOneDate(one: CapturedSpan, next: CapturedSpan, text: string): boolean {
  const areDates = OF_A_DATE.has(one.kind) && OF_A_DATE.has(next.kind);
  return areDates && /^[\s,]*$/.test(text.slice(one.end, next.start));
}

function overlaps(one: Part, other: Part): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The text with a backslash before each of these places, which keeps the words there in the title. */
export function withBackslashes(text: string, places: readonly number[]): string {
  return places.toReversed().reduce((kept, at) => `${kept.slice(0, at)}\\${kept.slice(at)}`, text);
}

/** The place in a text that has become another through such backslashes. */
export function withoutBackslashes(at: number, places: readonly number[]): number {
  return at - places.filter((place, index) => place + index < at).length;
}
