import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Task } from '../../api/types';
import { type Command, GROUPS } from '../../commands/command';
import { firstKey } from '../../commands/keyInWords';
import { useProjects } from '../../data/queries/projects';
import { useViews } from '../../data/queries/views';
import { useFoundTasks } from '../../suggestions/useFoundTasks';
import { Finder } from '../../ui/Finder';
import { FinderDialog } from '../../ui/FinderDialog';
import { narrow } from '../../ui/narrow';
import type { Option } from '../../ui/OptionList';
import { Swatch } from '../../ui/Swatch';

const MOST_PER_KIND = 6;

/** What an item of the palette can open. */
export interface Ways {
  toTask: (task: Task) => void;
  toProject: (id: number) => void;
  toBoard: (id: number) => void;
  toView: (id: number) => void;
  toSearch: (words: string) => void;
  /** Creates a task from the typed text. */
  toAdd: (text: string) => void;
}

interface Props extends Ways {
  /** The commands that were available where the palette was opened. */
  commands: Command[];
  onClose: () => void;
}

type Item = Option & { act: () => void };

/** The heading for actions that work with any text. */
const WITH_WORDS = 'With these words';

const TITLE = 'Find a command, a page or a task';

/** One field that finds commands, pages and tasks. */
export function Palette({ commands, onClose, ...ways }: Props) {
  const [query, setQuery] = useState('');
  const items = useItems(commands, query, ways);

  return (
    <FinderDialog title={TITLE} onClose={onClose}>
      <Finder
        label={TITLE}
        placeholder="What do you want to do, or find?"
        options={items}
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => {
          const item = items.find((one) => one.id === id);
          if (!item) return;
          // Afterwards the focus is back on the command's target.
          flushSync(onClose);
          setTimeout(item.act);
        }}
        nothing="Nothing matches."
      />
    </FinderDialog>
  );
}

function inGroups(commands: Command[]): Command[] {
  return GROUPS.flatMap((group) => commands.filter((command) => command.group === group));
}

function useItems(commands: Command[], query: string, ways: Ways): Item[] {
  const { projects = [] } = useProjects();
  const { views = [] } = useViews();
  const words = query.trim();
  const tasks = useFoundTasks(words);
  const most = words === '' ? Number.POSITIVE_INFINITY : MOST_PER_KIND;

  const ofCommands = inGroups(commands).map(
    (command): Item => ({
      id: command.id,
      label: command.label,
      words: command.words,
      group: command.group,
      hint: firstKey(command),
      act: () => command.run(),
    }),
  );
  const ofProjects = projects.map(
    ({ id, name, colour }): Item => ({
      id: `project ${id}`,
      label: name,
      group: 'Projects',
      mark: <Swatch colour={colour} />,
      act: () => ways.toProject(id),
    }),
  );
  const ofBoards = projects.map(
    ({ id, name, colour }): Item => ({
      id: `board ${id}`,
      label: `Board of ${name}`,
      words: 'kanban columns',
      group: 'Boards',
      mark: <Swatch colour={colour} />,
      act: () => ways.toBoard(id),
    }),
  );
  const ofViews = views.map(
    ({ id, name }): Item => ({
      id: `view ${id}`,
      label: name,
      group: 'Views',
      act: () => ways.toView(id),
    }),
  );
  const ofTasks = tasks.map(
    (task): Item => ({
      id: `task ${task.id}`,
      label: task.title,
      group: 'Found tasks',
      hint: task.status === 'open' ? undefined : task.status,
      act: () => ways.toTask(task),
    }),
  );
  const search: Item = {
    id: 'search',
    label: `Search for ${words}`,
    group: WITH_WORDS,
    act: () => ways.toSearch(words),
  };
  const add: Item = {
    id: 'add',
    label: `Add the task “${words}”`,
    group: WITH_WORDS,
    act: () => ways.toAdd(words),
  };
  // What is called so comes before what only means something like it.
  const named = ofCommands.filter(({ label }) => narrow([{ label }], words).length > 0);
  return [
    ...named,
    ...narrow(ofProjects, words).slice(0, most),
    ...narrow(ofViews, words).slice(0, most),
    ...(words === '' ? [] : narrow(ofBoards, words).slice(0, most)),
    ...narrow(ofCommands, words).filter((item) => !named.includes(item)),
    ...ofTasks,
    ...(words === '' ? [] : [search, add]),
  ];
}
