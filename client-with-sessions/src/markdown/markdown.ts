import MarkdownIt from 'markdown-it';

/** A part of a text as it is shown; `tag` is one of HTML, or empty for plain text. */
export interface Part {
  tag: string;
  text: string;
  parts: Part[];
  href?: string;
  /** The first number of an ordered list. */
  start?: number;
  /** The line, from 0, of a task in a list, and whether it is ticked. */
  task?: { line: number; isDone: boolean };
}

/** Lists and quotes nested more deeply than this are shown as they were typed. */
const DEEPEST = 40;
const BOX = /^\[([ xX])\](?:\s+|$)/;
/** The marks that may stand before the box of a task. */
const BOX_IN_LINE = /^((?:\s|>)*(?:(?:[-+*]|\d{1,9}[.)])\s+)+)\[[ xX]\]/;
const SAFE = /^(?:https?:|mailto:)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: DEEPEST });
// Who writes plain text indents and underlines without meaning code or a heading.
markdown.disable(['code', 'lheading']);
// Only what says that it is an address: notes.md is a file.
markdown.linkify.set({ fuzzyLink: false });
markdown.validateLink = (url) => SAFE.test(url);

type Token = ReturnType<typeof markdown.parse>[number];

/** Reads a text; undefined if it is nested too deeply. */
export function readMarkdown(text: string): Part[] | undefined {
  const tokens = markdown.parse(text, {});
  if (tokens.some(({ level }) => level >= DEEPEST - 1)) return undefined;
  return treeOf(tokens);
}

/** The text with the task of a line ticked, or not. */
export function withTick(text: string, line: number, isDone: boolean): string {
  const lines = text.split(/(\r\n|\n|\r)/);
  const before = lines[2 * line] ?? '';
  lines[2 * line] = before.replace(BOX_IN_LINE, (_, marks) => `${marks}[${isDone ? 'x' : ' '}]`);
  return lines.join('');
}

function treeOf(tokens: Token[]): Part[] {
  const root: Part = { tag: '', text: '', parts: [] };
  const open = [root];
  for (const token of tokens) {
    const parent = open.at(-1) ?? root;
    // The paragraphs of a list without blank lines.
    if (token.hidden) continue;
    if (token.nesting < 0) open.pop();
    else if (token.type === 'inline') parent.parts.push(...inlineOf(token, open));
    else {
      const part = partOf(token);
      parent.parts.push(part);
      if (token.nesting > 0) open.push(part);
    }
  }
  return root.parts;
}

/** The parts of a line of text; its box goes to the item of the list that it begins. */
function inlineOf(token: Token, open: Part[]): Part[] {
  const children = token.children ?? [];
  const item = open.findLast(({ tag }) => tag === 'li');
  const [first] = children;
  const box = first?.type === 'text' ? BOX.exec(first.content) : null;
  const isFirst = item?.parts.every((part) => part === open.at(-1) && part.parts.length === 0);
  if (item && isFirst && first && box && token.map) {
    item.task = { line: token.map[0], isDone: box[1] !== ' ' };
    first.content = first.content.slice(box[0].length);
  }
  return treeOf(children);
}

function partOf(token: Token): Part {
  const part: Part = { tag: token.tag, text: token.content, parts: [] };
  if (token.type === 'text') return { ...part, tag: '' };
  if (token.type === 'softbreak') return { ...part, tag: 'br' };
  const address = addressIn(token);
  // An image is never fetched: it is a link to itself.
  if (token.type === 'image') return { ...part, ...link(address, token.content || address || '') };
  if (token.type === 'link_open') return { ...part, ...link(address) };
  if (token.type === 'fence') return { ...part, tag: 'pre' };
  if (token.type === 'ordered_list_open')
    return { ...part, start: Number(token.attrGet('start') ?? 1) };
  return part;
}

function addressIn(token: Token): string | null {
  const address = token.attrGet('href') ?? token.attrGet('src');
  return address === null ? null : String(address);
}

function link(address: string | null, text = ''): Pick<Part, 'tag' | 'text' | 'href'> {
  return address !== null && SAFE.test(address)
    ? { tag: 'a', text, href: address }
    : { tag: '', text };
}
