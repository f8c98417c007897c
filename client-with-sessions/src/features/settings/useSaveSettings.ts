import { useMutations } from '../../data/MutationsProvider';
import { type SettingsPatch, updateSettings } from '../../data/mutations/updateSettings';

export function useSaveSettings(): (patch: SettingsPatch) => void {
  const { mutate } = useMutations();
  return (patch) => mutate(updateSettings(patch));
}
