import { useMutations } from '../../data/MutationsProvider';
import { type SettingsPatch, updateSettings } from '../../data/mutations/updateSettings';

/** Saves settings of the account at once; as everything else, that can be undone. */
export function useSaveSettings(): (patch: SettingsPatch) => void {
  const { mutate } = useMutations();
  return (patch) => mutate(updateSettings(patch));
}
