import type { SaveQuery } from '../features/tasks/list/saveQuery';
import { LoadingDialog } from '../ui/LoadingDialog';
import { loadable } from '../ui/loadable';

const { Component: SaveQueryDialog } = loadable(
  async () => (await import('./SaveQueryDialog')).SaveQueryDialog,
);

/** The dialog that saves a query as a view, for the lists of tasks. */
export const saveQuery: SaveQuery = (query, onClose) => (
  <SaveQueryDialog fallback={<LoadingDialog onClose={onClose} />} {...{ query, onClose }} />
);
