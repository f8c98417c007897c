/** A task by its title, or how many tasks there are: “Buy milk”, 3 tasks. */
export function tasksInWords(count: number, title: string | null | undefined): string {
  if (count !== 1) return `${count.toLocaleString('en')} tasks`;
  return title == null ? 'a task' : `“${title}”`;
}

/** Whether the subject of a sentence is several tasks, as `tasksInWords` writes them. */
export function isSeveral(what: string): boolean {
  return what.endsWith(' tasks');
}

/** The tags of 3 tasks; its tags, if the sentence has named the task already. */
export function nounOf(what: string, noun: string): string {
  return what === 'it' ? `its ${noun}` : `the ${noun} of ${what}`;
}

export function their(what: string): string {
  return isSeveral(what) ? 'their' : 'its';
}

export function them(what: string): string {
  return isSeveral(what) ? 'them' : 'it';
}
