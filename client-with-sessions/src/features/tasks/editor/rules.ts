const LONGEST_TITLE = 500;
const LONGEST_DESCRIPTION = 50_000;

/** What is wrong with a title, in one sentence. */
export function titleError(title: string): string | undefined {
  if (title.trim() === '') return 'A task needs a title.';
  return tooLong('A title', title, LONGEST_TITLE);
}

/** What is wrong with a description, in one sentence. */
export function descriptionError(description: string): string | undefined {
  return tooLong('A description', description, LONGEST_DESCRIPTION);
}

function tooLong(what: string, text: string, longest: number): string | undefined {
  const length = Array.from(text).length;
  if (length <= longest) return undefined;
  return `${what} can have ${longest.toLocaleString('en')} characters at most, this one has ${length.toLocaleString('en')}.`;
}
