import type { TokenAt } from './token';

const SEPARATOR = /[\s,#]/;

/** The tag at the caret, in a text that has only tags, with or without `#`. */
export function tagTokenAt(names: readonly string[]): TokenAt {
  return (text, caret) => {
    let start = caret;
    while (start > 0 && !SEPARATOR.test(text[start - 1] ?? '')) start -= 1;
    let end = caret;
    while (end < text.length && !SEPARATOR.test(text[end] ?? '')) end += 1;
    if (start === end) return undefined;
    return {
      names,
      typed: text.slice(start, caret),
      whole: text.slice(start, end),
      start,
      end,
      write: (name) => name,
    };
  };
}
