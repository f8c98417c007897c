import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { copyText } from '../../browser/clipboard';
import { knownTasks, titleOfOnly } from '../../data/cache/titles';
import { fetchSubtasks } from '../../data/queries/subtasks';
import { useToasts } from '../../ui/Toasts';
import { tasksInWords } from '../../words/tasks';
import { asMarkdown } from './asMarkdown';

const REFUSED = 'Not copied: the browser doesn’t allow it.';

/** Functions that copy tasks: as links, or as a list of Markdown. */
export function useCopyTasks(linkTo: (id: number) => string) {
  const client = useQueryClient();
  const toasts = useToasts();
  return useMemo(() => {
    const copy = async (ids: readonly number[], what: string, text: string) => {
      const tasks = tasksInWords(ids.length, titleOfOnly(client, ids).title);
      const isCopied = await copyText(text);
      toasts.show({ message: isCopied ? `Copied ${what} ${tasks}` : REFUSED });
    };
    return {
      links(ids: readonly number[]) {
        const text = ids.map((id) => new URL(linkTo(id), window.location.origin).href).join('\n');
        void copy(ids, ids.length === 1 ? 'the link to' : 'the links to', text);
      },
      async markdown(ids: readonly number[]) {
        // What a copied task holds is not copied a second time.
        const parts = (await Promise.all(ids.map((id) => fetchSubtasks(client, id)))).flat();
        const all = new Map(parts.map((part) => [part.id, part]));
        const tops = knownTasks(client, ids).filter(({ id }) => !all.has(id));
        const partsOf = (id: number) => [...all.values()].filter(({ parent_id: of }) => of === id);
        await copy(ids, 'as Markdown:', asMarkdown(tops, partsOf));
      },
    };
  }, [client, toasts, linkTo]);
}
