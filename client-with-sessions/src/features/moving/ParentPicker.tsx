import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Task } from '../../api/types';
import { knownTasks } from '../../data/cache/titles';
import { shownTasks } from '../../selection/rows';
import { useFoundTasks } from '../../suggestions/useFoundTasks';
import { Finder } from '../../ui/Finder';
import { FinderDialog } from '../../ui/FinderDialog';
import { canHold } from './useMakePart';

/** How many tasks of the page are offered before anything is typed. */
const MOST = 50;

interface Props {
  ids: readonly number[];
  /** What will be moved, in words: 3 tasks. */
  what: string;
  onPick: (parent: Task | undefined) => void;
  onClose: () => void;
}

/** Asks whose subtasks some tasks should become. */
export function ParentPicker({ ids, what, onPick, onClose }: Props) {
  const client = useQueryClient();
  const [query, setQuery] = useState('');
  const found = useFoundTasks(query);
  const [shown] = useState(() => knownTasks(client, shownTasks()));
  const isPart = knownTasks(client, ids).some(({ parent_id }) => parent_id !== null);
  const tasks = (query.trim() === '' ? shown : found)
    .filter((task) => canHold(client, ids, task))
    .slice(0, MOST);
  const options = tasks.map(({ id, title }) => ({ id: String(id), label: title }));
  const none = isPart && query.trim() === '' ? [{ id: 'none', label: 'No parent task' }] : [];
  const title = `Make ${what} part of`;

  return (
    <FinderDialog title={title} onClose={onClose}>
      <Finder
        label={title}
        placeholder="Which task?"
        options={[...none, ...options]}
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => onPick(tasks.find((task) => String(task.id) === id))}
        nothing={query.trim() === '' ? 'Type the title of a task.' : 'No open task matches.'}
      />
    </FinderDialog>
  );
}
