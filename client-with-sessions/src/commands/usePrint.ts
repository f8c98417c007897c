import { useCallback } from 'react';
import { useAvailableCommands } from './CommandsProvider';

/** Returns a function that prints the page, as the command does. */
export function usePrint(): () => void {
  const available = useAvailableCommands();
  return useCallback(
    () =>
      void available()
        .find(({ id }) => id === 'page.print')
        ?.run(),
    [available],
  );
}
