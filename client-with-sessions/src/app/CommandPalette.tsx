import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAvailableCommands } from '../commands/CommandsProvider';
import { useMutations } from '../data/MutationsProvider';
import { capture } from '../data/mutations/capture';
import { Palette } from '../features/palette/Palette';
import { useOpenTask } from '../selection/OpenTask';
import { paths } from './pages/paths';

/** The palette with the addresses of what it finds. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const available = useAvailableCommands();
  // The commands when it was opened, while the focus was still on what they are about.
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
      toView={(id) => void navigate({ to: paths.view, params: { id: String(id) } })}
      toSearch={(q) => void navigate({ to: paths.search, search: { q } })}
      toAdd={(text) => mutate(capture({ text, context: {}, drafts: [{ title: text }] }))}
    />
  );
}
