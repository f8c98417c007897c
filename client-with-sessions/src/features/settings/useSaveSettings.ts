import { useChanges } from '../../data/ChangesProvider';
import type { SettingsPatch } from '../../data/mutations/things';
import { newKey } from '../../data/outbox/idempotencyKey';

/** Saves settings of the account at once; as everything else, that can be undone. */
export function useSaveSettings(): (patch: SettingsPatch) => void {
  const { make } = useChanges();
  return (patch) => make({ kind: 'updateSettings', key: newKey(), patch });
}
