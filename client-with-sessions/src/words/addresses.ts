/** A piece of a text; an address has a `href`. */
export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”]+/gi;
const END_OF_SENTENCE = /[.,;:!?'’…]+$/;

/** A text in pieces, some of which are addresses. */
export function withAddresses(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const href = trimmed(found);
    if (!URL.canParse(href)) continue;
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: href, href });
    end = index + href.length;
  }
  return end < text.length ? [...pieces, { text: text.slice(end) }] : pieces;
}

/** Without what belongs to the sentence around it, such as a bracket that was opened before. */
function trimmed(address: string): string {
  const rest = address.replace(END_OF_SENTENCE, '');
  const isOpenedBefore = rest.endsWith(')') && !rest.includes('(');
  return isOpenedBefore ? trimmed(rest.slice(0, -1)) : rest;
}
