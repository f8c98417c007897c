import { api, unwrapWrite } from '../../api/client';
import type { Settings } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export type SettingsPatch = Partial<Omit<Settings, 'version' | 'zone' | 'date_order'>> & {
  zone?: string;
  date_order?: NonNullable<Settings['date_order']>;
};

const NAMES: Record<keyof SettingsPatch, string> = {
  zone: 'the time zone',
  week_start: 'the first day of the week',
  day_start: 'when a day begins',
  hours: 'the time for tasks',
  clock: 'the clock',
  date_order: 'the date order',
  language: 'the language',
  theme: 'the theme',
  arrangements: 'how a list is arranged',
};

export const updateSettings = defineMutation((patch: SettingsPatch) => ({
  label: `Changed ${nameOf(patch)}`,
  refusal: 'Not saved',
  async send({ header }) {
    const answer = await unwrapWrite(api.PATCH('/settings', { params: { header }, body: patch }));
    return { group: answer.group, refetch: ['settings'] };
  },
  optimistic: {
    settings(settings) {
      const { hours, arrangements, ...fields } = patch;
      return {
        ...settings,
        ...fields,
        hours: { ...settings.hours, ...hours },
        arrangements: { ...settings.arrangements, ...arrangements },
      };
    },
  },
}));

function nameOf(patch: SettingsPatch): string {
  const [only, ...others] = Object.keys(patch) as (keyof SettingsPatch)[];
  return only && others.length === 0 ? NAMES[only] : 'the settings';
}
