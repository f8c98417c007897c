const TAG = /^[\p{L}\p{N}\-_/.][\p{L}\p{M}\p{N}\-_/.]{0,49}$/u;

/** A typed tag as it is kept, with or without its sign; undefined when it can be none. */
export function readTag(text: string): string | undefined {
  const tag = text.replace(/^#/, '').normalize('NFKC').toLowerCase();
  return TAG.test(tag) ? tag : undefined;
}
