import type { Change } from '../api/types';

/** What happened to a project, a view or the settings, in words. */
export function thingChangeInWords({ kind, title, before, after }: Change): string {
  if (kind === 'settings') return 'Changed the settings';
  const noun = kind === 'project' ? 'project' : 'view';
  const named = title === null ? `a ${noun}` : `the ${noun} “${title}”`;
  if (before === null) {
    const name = (after as Named | null)?.name ?? title;
    return `${noun === 'view' ? 'Saved' : 'Added'} the ${noun} “${name}”`;
  }
  if (after === null) return `Deleted ${named} for good`;
  if ('deleted_at' in after) {
    return after.deleted_at === null ? `Restored ${named}` : `Deleted ${named}`;
  }
  return updateInWords(noun, named, before as Named, after as Named);
}

/** The fields of a project or a view that its changes tell of. */
interface Named {
  name?: string;
  archived_at?: string | null;
  colour?: string;
  query?: string;
  position?: string;
}

function updateInWords(noun: string, named: string, before: Named, after: Named): string {
  if (after.archived_at !== undefined) {
    return after.archived_at === null ? `Took ${named} out of the archive` : `Archived ${named}`;
  }
  if (after.name !== undefined) return `Renamed the ${noun} “${before.name}” to “${after.name}”`;
  if (after.colour !== undefined) return `Gave ${named} another colour`;
  if (after.query !== undefined) return `Changed what ${named} shows`;
  return after.position === undefined ? `Changed ${named}` : `Moved ${named}`;
}
