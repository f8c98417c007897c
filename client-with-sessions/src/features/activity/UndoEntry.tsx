import { useState } from 'react';
import { allSentences } from '../../api/errors';
import type { ChangeGroup } from '../../api/types';
import { useMutations } from '../../data/MutationsProvider';
import { Button } from '../../ui/Button';
import { groupInWords, originalOf } from '../../words/activity';
import styles from './Activity.module.css';

interface Props {
  group: ChangeGroup;
  find: (id: number) => ChangeGroup | undefined;
  words: string;
  /** What stands in the way, to be said beside the entry. */
  onProblem: (problem: string | undefined) => void;
}

/** Takes one thing back; taking an undo back does the thing again. */
export function UndoEntry({ group, find, words, onProblem }: Props) {
  const { undoGroup } = useMutations();
  const [isBusy, setBusy] = useState(false);
  const side = group.action === 'undo' ? 'redo' : 'undo';
  const original = group.undoes === null ? undefined : originalOf(group.undoes, find);

  const isUndone = group.undone_by !== null;

  const undo = async () => {
    if (isBusy || isUndone) return;
    setBusy(true);
    onProblem(undefined);
    try {
      await undoGroup(group.id, original ? groupInWords(original, find) : words, side);
    } catch (error) {
      onProblem(allSentences(error));
    } finally {
      setBusy(false);
    }
  };

  const label = isUndone ? 'Undone' : side === 'redo' ? 'Redo' : 'Undo';
  return (
    // The same button after it has done its work, so that the focus stays where it is.
    <Button
      look="quiet"
      className={isUndone ? styles.undone : styles.undo}
      aria-label={`${label}: ${words}`}
      busy={isBusy || isUndone}
      tabIndex={isUndone ? -1 : 0}
      onClick={() => void undo()}
    >
      {label}
    </Button>
  );
}
