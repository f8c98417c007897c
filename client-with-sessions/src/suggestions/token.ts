/** The kind of name, or the possible words. */
export type Names = 'tags' | 'projects' | 'allProjects' | readonly string[];

/** A name being typed, and its place in the text. */
export interface Token {
  names: Names;
  /** Its part before the caret, without quotes. */
  typed: string;
  /** All of it, without quotes. */
  whole: string;
  start: number;
  end: number;
  /** Writes another name in the form needed here. */
  write: (name: string) => string;
}

/** Finds the name at the caret, if a name is possible there. */
export type TokenAt = (text: string, caret: number) => Token | undefined;

/** A part of a text, and its replacement. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Replaces the token with a name and a space; the caret goes after it. */
export function editOf(text: string, { start, end, write }: Token, name: string): Edit {
  const written = write(name);
  const after = text[end];
  if (after === undefined || after === '\n') return { from: start, to: end, text: `${written} ` };
  if (/\s/.test(after)) return { from: start, to: end + 1, text: written + after };
  return { from: start, to: end, text: written };
}

/** Whether the text has an unclosed quote. */
export function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}
