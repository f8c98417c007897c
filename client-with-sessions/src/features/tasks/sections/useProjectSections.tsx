import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { titleOfOnly } from '../../../data/cache/titles';
import { useMutations } from '../../../data/MutationsProvider';
import { updateTasks } from '../../../data/mutations/updateTasks';
import { useSections } from '../../../data/queries/sections';
import { tasksInWords } from '../../../words/tasks';
import type { TaskView } from '../list/overlay';
import type { Section } from '../list/sections';
import type { TaskActions } from '../row/useTaskActions';
import { AddSection } from './AddSection';
import { bySection } from './bySection';
import { SectionAddLine } from './SectionAddLine';
import { SectionHeading } from './SectionHeading';
import { useFolded } from './useFolded';
import { useSectionActions } from './useSectionActions';

interface Props {
  /** The id of the user whose project it is. */
  owner: number;
  project: number;
  /** Whether tasks can be added. */
  canAdd: boolean;
  /** Whether the project has tasks to divide. */
  hasTasks: boolean;
}

interface Shown {
  /** The parts of the list; undefined while the project has no section. */
  sections: ((view: TaskView, actions: TaskActions) => Section[]) | undefined;
  /** What adds another section, after the list. */
  more: ReactNode;
}

/** The sections of a project as parts of its list, and the commands for them. */
export function useProjectSections({ owner, project, canAdd, hasTasks }: Props): Shown {
  const client = useQueryClient();
  const { mutate } = useMutations();
  const { sections: listed } = useSections(project);
  const [isAdding, setAdding] = useState(false);
  const { folded, fold } = useFolded(owner);
  const headings = useSectionActions(project, listed);
  useCommands(useMemo(() => [addCommand(() => setAdding(true))], []));

  const moveInto = useCallback(
    (ids: readonly number[], section: number | null, name: string) => {
      const known = titleOfOnly(client, ids);
      const label = `Moved ${tasksInWords(ids.length, known.title)} to ${name}`;
      mutate(updateTasks({ ids, patch: { section_id: section }, ...known, label }));
    },
    [client, mutate],
  );

  const sections = useCallback(
    (view: TaskView, actions: TaskActions) =>
      bySection(view, listed ?? []).map(({ section, tasks, drafts }, index): Section => {
        const { id = null, name = 'No section' } = section ?? {};
        const part = { id: String(id ?? 'none'), name };
        const onDrop = (ids: readonly number[]) => moveInto(ids, id, section ? name : 'no section');
        if (!section) return { ...part, heading: null, tasks, drafts, onDrop };
        const isFolded = folded.has(section.id);
        return {
          ...part,
          heading: (heading) => (
            <SectionHeading
              id={heading}
              section={section}
              isFirst={index === 1}
              isLast={index === listed?.length}
              isFolded={isFolded}
              onFold={(next) => fold(section.id, next)}
              actions={headings}
            />
          ),
          foot: canAdd && !isFolded && (
            <SectionAddLine
              name={name}
              context={{ project_id: project, section_id: section.id }}
              onAdd={actions.add}
            />
          ),
          tasks: isFolded ? [] : tasks,
          drafts: isFolded ? [] : drafts,
          onDrop,
        };
      }),
    [listed, folded, fold, headings, moveInto, canAdd, project],
  );

  const hasSections = listed !== undefined && listed.length > 0;
  return {
    sections: hasSections ? sections : undefined,
    more: (
      <AddSection
        isOpen={isAdding}
        hasButton={hasSections || hasTasks}
        onOpen={setAdding}
        onAdd={headings.add}
      />
    ),
  };
}

function addCommand(add: () => void): Command {
  return {
    id: 'section.add',
    group: 'This page',
    label: 'Add a section',
    words: 'heading group divide make new',
    keys: ['s'],
    run: always(add),
  };
}
