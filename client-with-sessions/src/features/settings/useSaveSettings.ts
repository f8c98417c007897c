import { useChanges } from '../../changes/ChangesProvider';
import { newKey } from '../../changes/newKey';
import type { SettingsPatch } from '../../changes/things';

/** Saves settings of the account at once; as everything else, that can be undone. */
export function useSaveSettings(): (patch: SettingsPatch) => void {
  const { make } = useChanges();
  return (patch) => make({ kind: 'updateSettings', key: newKey(), patch });
}
