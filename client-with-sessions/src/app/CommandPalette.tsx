import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAvailableCommands } from '../commands/CommandsProvider';
import { useMutations } from '../data/MutationsProvider';
import { capture } from '../data/mutations/capture';
import { Palette } from '../features/palette/Palette';
import { asQuery } from '../features/search/asQuery';
import { useOpenTask } from '../selection/OpenTask';
import { paths } from './pages/paths';

/** The palette, with URLs for its results. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const available = useAvailableCommands();
  // Read when it opens, while the commands' target still has the focus.
  const [commands] = useState(() =>
    available().filter(({ unlisted, keyOnly }) => !unlisted && !keyOnly),
  );
  const navigate = useNavigate();
  const { mutate } = useMutations();
  const { open } = useOpenTask();

  return (
    <Palette
      commands={commands}
      onClose={onClose}
      toTask={({ id }) => open(id)}
      toProject={(id) => void navigate({ to: paths.project, params: { id: String(id) } })}
      toBoard={(id) =>
        void navigate({
          to: paths.project,
          params: { id: String(id) },
          search: { layout: 'board' },
        })
      }
      toView={(id) => void navigate({ to: paths.view, params: { id: String(id) } })}
      toSearch={(q) => void navigate({ to: paths.search, search: { q: asQuery(q) } })}
      toAdd={(text) => mutate(capture({ text, context: {}, drafts: [{ title: text }] }))}
    />
  );
}
