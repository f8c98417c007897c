import { hasOpenQuote, type Token } from './token';

const CLOSING: Record<string, string | undefined> = { '"': '"', '“': '”' };
/** What may directly follow a token. */
const PUNCTUATION = /[,.;:!?…]+$/u;
const BARE_NAME = /^\p{L}(?:[\p{L}\p{N}_/.&'-]*[\p{L}\p{N}_/&'-])?$/u;

/** The tag or project at the caret, in the text of an add line. */
export function captureTokenAt(text: string, caret: number): Token | undefined {
  const from = text.slice(0, caret).lastIndexOf('\n') + 1;
  const line = text.slice(from).split('\n', 1)[0] ?? '';
  const token = tokenInLine(line, caret - from);
  return token && { ...token, start: from + token.start, end: from + token.end };
}

function tokenInLine(line: string, caret: number): Token | undefined {
  let start = 0;
  while (start < caret) {
    start = skip(/\s*/y, line, start);
    const end = endOfWord(line, start);
    if (caret <= end) return caret > start ? tokenOf(line, start, end, caret) : undefined;
    start = end;
  }
  return undefined;
}

function tokenOf(line: string, start: number, end: number, caret: number): Token | undefined {
  const mark = line[start];
  if (mark !== '#' && mark !== '+') return undefined;
  if (mark === '+' && isQuote(line, start + 1)) return quotedProject(line, start + 1, caret);
  const whole = line.slice(start + 1, end).replace(PUNCTUATION, '');
  const isTag = mark === '#';
  return unlessBehind({
    names: isTag ? 'tags' : 'projects',
    typed: line.slice(start + 1, caret),
    whole,
    start: start + 1,
    end: start + 1 + whole.length,
    write: isTag ? (name) => name : writeProject,
  });
}

/** `+"My house"`, even if its end is not typed yet. */
function quotedProject(line: string, start: number, caret: number): Token | undefined {
  if (caret === start) return undefined;
  const closing = closingOf(line, start);
  const last = closing ?? skip(/[^\s"”]*/y, line, caret);
  return unlessBehind({
    names: 'projects',
    typed: line.slice(start + 1, caret),
    whole: line.slice(start + 1, last),
    start,
    end: closing === undefined ? last : last + 1,
    write: writeProject,
  });
}

/** After the closing quote or punctuation, the name is complete. */
function unlessBehind(token: Token): Token | undefined {
  return token.typed.length <= token.whole.length ? token : undefined;
}

/** The end of the word that begins here; spaces in quotes belong to it. */
function endOfWord(line: string, start: number): number {
  let at = start;
  while (at < line.length && !/\s/.test(line[at] ?? '')) {
    at = ((isQuote(line, at) ? quoteAt(line, start, at) : undefined) ?? at) + 1;
  }
  return Math.min(at, line.length);
}

/** The end of the quote that begins here; the end of the text if it is still being typed. */
function quoteAt(line: string, start: number, at: number): number | undefined {
  const isProject = line[start] === '+' && at === start + 1;
  const closing = isProject ? closingOf(line, at) : closingAfter(line, at);
  // Elsewhere in a word, the sign means inches.
  return closing ?? (isProject || at === start ? line.length : undefined);
}

/** An open quote is the one that is being typed. */
function closingOf(line: string, start: number): number | undefined {
  return line[start] === '"' && hasOpenQuote(line) ? undefined : closingAfter(line, start);
}

function isQuote(line: string, at: number): boolean {
  return CLOSING[line[at] ?? ''] !== undefined;
}

function closingAfter(line: string, start: number): number | undefined {
  const at = line.indexOf(CLOSING[line[start] ?? ''] ?? '', start + 1);
  return at < 0 ? undefined : at;
}

function writeProject(name: string): string {
  if (BARE_NAME.test(name)) return name;
  return name.includes('"') ? `“${name}”` : `"${name}"`;
}

/** The end of a match that begins here. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}
