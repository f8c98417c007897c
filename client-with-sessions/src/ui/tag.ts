const TAG = /^[\p{L}\p{N}\-_/.][\p{L}\p{M}\p{N}\-_/.]{0,49}$/u;

/** Reads a typed tag, with or without `#`, as it will be stored; undefined if it is not valid. */
export function readTag(text: string): string | undefined {
  const tag = text.replace(/^#/, '').normalize('NFKC').toLowerCase();
  return TAG.test(tag) ? tag : undefined;
}
