const TAG =
  /^[\p{L}\p{N}\p{So}\p{RI}\-_/.](?:[\p{L}\p{M}\p{N}\p{So}\p{RI}\p{Emoji_Modifier}\-_/.]|\u200d){0,49}$/u;

/** Reads a typed tag, with or without `#`, as it will be stored; undefined if it is not valid. */
export function readTag(text: string): string | undefined {
  const tag = text
    .replace(/^#/, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replace(/(?<=\p{L})σ(?!\p{L})/gu, 'ς')
    .replace(/[\ufe0e\ufe0f]/g, '');
  return TAG.test(tag) ? tag : undefined;
}
