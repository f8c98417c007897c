/** A task by its title, or how many tasks there are: “Buy milk”, 3 tasks. */
export function tasksInWords(count: number, title: string | null | undefined): string {
  if (count !== 1) return `${count.toLocaleString('en')} tasks`;
  return title == null ? 'a task' : `“${title}”`;
}
