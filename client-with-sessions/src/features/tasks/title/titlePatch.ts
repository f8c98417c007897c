import type { CapturedTask, Task, TaskPatch } from '../../../api/types';

interface Written {
  patch: TaskPatch;
  /** A project that the server creates for it. */
  newProject?: string;
}

/** What a typed title changes: the title, and what was understood in it. */
export function titlePatch(
  base: Task,
  text: string,
  understood: CapturedTask | undefined,
): Written {
  if (!understood || understood.spans.length === 0) {
    const title = understood?.title ?? text.trim();
    return { patch: title === base.title ? {} : { title } };
  }
  const { title, due, start, priority, estimate, recurrence, project, tags } = understood;
  const has = (...kinds: string[]) => understood.spans.some(({ kind }) => kinds.includes(kind));
  return {
    patch: {
      ...(title !== base.title && { title }),
      ...(has('due', 'time', 'recurrence') && { due }),
      ...(recurrence && { recurrence: { rule: recurrence.rule, from: recurrence.from } }),
      ...(has('start') && { start }),
      ...(has('priority') && { priority }),
      ...(has('estimate') && { estimate }),
      ...(has('tag') && { tags: [...new Set([...base.tags, ...tags])].toSorted() }),
      ...(project?.id != null && { project_id: project.id }),
    },
    ...(project && project.id === null && { newProject: project.name }),
  };
}
