import { useCallback, useState } from 'react';
import { readJson } from '../../../browser/json';
import { readStored, writeStored } from '../../../browser/storage';

/** So many are remembered; what was folded first is forgotten. */
const MOST = 200;

const local = () => window.localStorage;

/** The folded sections of a user, remembered in this browser. */
export function useFolded(owner: number) {
  const key = `tracker.folded-sections.${owner}`;
  const [folded, setFolded] = useState(() => new Set(readJson(readStored(local, key), isIds)));

  const fold = useCallback(
    (section: number, isFolded: boolean) =>
      setFolded((before) => {
        const next = new Set([...before].filter((id) => id !== section));
        if (isFolded) next.add(section);
        writeStored(local, key, JSON.stringify([...next].slice(-MOST)));
        return next;
      }),
    [key],
  );
  return { folded, fold };
}

function isIds(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'number');
}
