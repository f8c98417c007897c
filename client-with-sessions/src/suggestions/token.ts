/** What a name can be the name of, or the words that can stand there. */
export type Names = 'tags' | 'projects' | 'allProjects' | readonly string[];

/** A name that is being typed, and where it stands in the text. */
export interface Token {
  names: Names;
  /** What of it stands before the caret, without quotes. */
  typed: string;
  /** All of it, without quotes. */
  whole: string;
  start: number;
  end: number;
  /** Another name as it is to stand there. */
  write: (name: string) => string;
}

/** Finds the name that the caret is in, if a name can stand there. */
export type TokenAt = (text: string, caret: number) => Token | undefined;

/** A part of a text, and what is to stand there instead. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Puts a name where the token is, ready for the next word: the caret stands behind a blank. */
export function editOf(text: string, { start, end, write }: Token, name: string): Edit {
  const written = write(name);
  const after = text[end];
  if (after === undefined || after === '\n') return { from: start, to: end, text: `${written} ` };
  if (/\s/.test(after)) return { from: start, to: end + 1, text: written + after };
  return { from: start, to: end, text: written };
}

/** Whether a quote is still to be closed. */
export function hasOpenQuote(text: string): boolean {
  return text.split('"').length % 2 === 0;
}
