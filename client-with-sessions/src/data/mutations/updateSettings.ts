import { api, unwrapWrite } from '../../api/client';
import type { Focus, Settings } from '../../api/types';
import { defineMutation } from '../outbox/mutation';

export type SettingsPatch = Partial<Omit<Settings, 'version' | 'zone' | 'date_order' | 'focus'>> & {
  zone?: string;
  date_order?: NonNullable<Settings['date_order']>;
  focus?: Partial<Focus>;
};

const NAMES: Record<keyof SettingsPatch, string> = {
  zone: 'the time zone',
  week_start: 'the first day of the week',
  day_start: 'when a day begins',
  hours: 'the time for tasks',
  hours_start: 'when your hours begin',
  clock: 'the clock',
  date_order: 'the date order',
  language: 'the language',
  theme: 'the theme',
  arrangements: 'how a list is arranged',
  focus: 'focus',
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
      const { hours, arrangements, focus, ...fields } = patch;
      return {
        ...settings,
        ...fields,
        hours: { ...settings.hours, ...hours },
        arrangements: { ...settings.arrangements, ...arrangements },
        focus: { ...settings.focus, ...focus },
      };
    },
  },
}));

function nameOf(patch: SettingsPatch): string {
  const [only, ...others] = Object.keys(patch) as (keyof SettingsPatch)[];
  return only && others.length === 0 ? NAMES[only] : 'the settings';
}
