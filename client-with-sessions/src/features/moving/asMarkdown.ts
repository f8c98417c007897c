import type { Task } from '../../api/types';
import { isClosed } from '../../data/lists/lists';

/** Tasks as a list of Markdown with boxes, each with its description and its subtasks beneath. */
export function asMarkdown(tasks: Task[], partsOf: (id: number) => Task[]): string {
  return tasks.flatMap((task) => linesOf(task, partsOf)).join('\n');
}

function linesOf(task: Task, partsOf: (id: number) => Task[]): string[] {
  const { id, title, description } = task;
  const below = description === null ? [] : description.split('\n');
  const parts = partsOf(id).flatMap((part) => linesOf(part, partsOf));
  return [
    `- [${isClosed(task) ? 'x' : ' '}] ${title}`,
    ...[...below, ...parts].map((line) => (line === '' ? '' : `  ${line}`)),
  ];
}
