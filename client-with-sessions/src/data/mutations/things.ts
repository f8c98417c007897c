import { type Asked, api, unwrapWrite, type Written } from '../../api/client';
import type { Colour, Project, SavedView, Settings } from '../../api/types';
import type { Place } from '../lists/place';
import type { Outcome } from './outcome';

export type ProjectPatch = { name?: string; colour?: Colour; archived?: boolean };
export type ViewPatch = Partial<Pick<SavedView, 'name' | 'query'>>;
export type SettingsPatch = Partial<Omit<Settings, 'version' | 'zone'>> & { zone?: string };

/** What a person does to something that is not a task. */
export type ThingDeed =
  | { kind: 'createProject'; name: string; colour?: Colour }
  | { kind: 'updateProject'; project: Project; patch: ProjectPatch }
  | { kind: 'deleteProject'; project: Project }
  | { kind: 'restoreProject'; project: Project }
  | { kind: 'moveProject'; project: Project; place: Place }
  | { kind: 'createView'; name: string; query: string }
  | { kind: 'updateView'; view: SavedView; patch: ViewPatch }
  | { kind: 'deleteView'; view: SavedView }
  | { kind: 'moveView'; view: SavedView; place: Place }
  | { kind: 'updateSettings'; patch: SettingsPatch };

const KINDS: ReadonlySet<string> = new Set<ThingDeed['kind']>([
  'createProject',
  'updateProject',
  'deleteProject',
  'restoreProject',
  'moveProject',
  'createView',
  'updateView',
  'deleteView',
  'moveView',
  'updateSettings',
]);

export function isThingDeed<T extends { kind: string }>(deed: T): deed is T & ThingDeed {
  return KINDS.has(deed.kind);
}

/**
 * Tells the server of it. The last wish counts, whatever was changed elsewhere meanwhile: the log
 * keeps the others.
 */
export async function sendThing(
  deed: ThingDeed,
  header: { 'Idempotency-Key': string },
): Promise<Outcome> {
  const { body, group } = await unwrapWrite(ask(deed, header));
  const made = body && 'id' in body ? { made: body.id } : {};
  return { group, tasks: [], gone: [], andMore: isAboutTasks(deed), ...made };
}

type Answered = Written<{ id: number } | Settings | undefined>['body'];

function ask(deed: ThingDeed, header: { 'Idempotency-Key': string }): Asked<Answered> {
  switch (deed.kind) {
    case 'createProject': {
      const { name, colour } = deed;
      return api.POST('/projects', {
        params: { header },
        body: { name, ...(colour && { colour }) },
      });
    }
    case 'updateProject':
      return api.PATCH('/projects/{id}', { params: at(deed.project), body: deed.patch });
    case 'deleteProject':
      return api.DELETE('/projects/{id}', { params: at(deed.project) });
    case 'restoreProject':
      return api.POST('/projects/{id}/restore', { params: at(deed.project) });
    case 'moveProject':
      return api.POST('/projects/{id}/move', { params: at(deed.project), body: deed.place });
    case 'createView': {
      const { name, query } = deed;
      return api.POST('/views', { params: { header }, body: { name, query } });
    }
    case 'updateView':
      return api.PATCH('/views/{id}', { params: at(deed.view), body: deed.patch });
    case 'deleteView':
      return api.DELETE('/views/{id}', { params: at(deed.view) });
    case 'moveView':
      return api.POST('/views/{id}/move', { params: at(deed.view), body: deed.place });
    case 'updateSettings':
      return api.PATCH('/settings', { params: { header }, body: deed.patch });
  }

  function at({ id }: { id: number }) {
    return { path: { id }, header };
  }
}

/** Whether it takes tasks along, out of the lists or into them. */
function isAboutTasks(deed: ThingDeed): boolean {
  if (deed.kind === 'updateProject') return deed.patch.archived !== undefined;
  return deed.kind === 'deleteProject' || deed.kind === 'restoreProject';
}

/** What it does, in words. */
export function thingInWords(deed: ThingDeed): string {
  switch (deed.kind) {
    case 'createProject':
      return `Added the project “${deed.name}”`;
    case 'updateProject':
      return projectPatchInWords(deed.project.name, deed.patch);
    case 'deleteProject':
      return `Deleted the project “${deed.project.name}”`;
    case 'restoreProject':
      return `Restored the project “${deed.project.name}”`;
    case 'moveProject':
      return `Moved the project “${deed.project.name}”`;
    case 'createView':
      return `Saved the view “${deed.name}”`;
    case 'updateView':
      return viewPatchInWords(deed.view.name, deed.patch);
    case 'deleteView':
      return `Deleted the view “${deed.view.name}”`;
    case 'moveView':
      return `Moved the view “${deed.view.name}”`;
    case 'updateSettings':
      return settingsPatchInWords(deed.patch);
  }
}

function projectPatchInWords(name: string, patch: ProjectPatch): string {
  if (patch.archived !== undefined) {
    return patch.archived
      ? `Archived the project “${name}”`
      : `Took the project “${name}” out of the archive`;
  }
  if (patch.name !== undefined) return `Renamed the project “${name}” to “${patch.name}”`;
  return `Gave the project “${name}” another colour`;
}

function viewPatchInWords(name: string, patch: ViewPatch): string {
  if (patch.name !== undefined) return `Renamed the view “${name}” to “${patch.name}”`;
  return `Changed what the view “${name}” shows`;
}

const SETTINGS: Record<keyof SettingsPatch, string> = {
  zone: 'the time zone',
  week_start: 'the first day of the week',
  day_start: 'when a day begins',
  hours: 'the time for tasks',
  clock: 'the clock',
  language: 'the language',
  theme: 'the theme',
};

function settingsPatchInWords(patch: SettingsPatch): string {
  const [only, ...others] = Object.keys(patch) as (keyof SettingsPatch)[];
  return `Changed ${only && others.length === 0 ? SETTINGS[only] : 'the settings'}`;
}

/** What did not happen, in words. */
export function thingFailureInWords({ kind }: ThingDeed): string {
  if (kind.startsWith('create')) return 'Not added';
  if (kind.startsWith('delete')) return 'Not deleted';
  if (kind.startsWith('restore')) return 'Not restored';
  return kind.startsWith('move') ? 'Not moved' : 'Not saved';
}
