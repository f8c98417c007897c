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
  /** Called with the reason if it can't be undone. */
  onProblem: (problem: string | undefined) => void;
}

/** The button that undoes a group; for an undo, it redoes what that undid. */
export function UndoEntry({ group, find, words, onProblem }: Props) {
  const { undoGroup } = useMutations();
  const [isBusy, setBusy] = useState(false);
  const direction = group.action === 'undo' ? 'redo' : 'undo';
  const original = group.undoes === null ? undefined : originalOf(group.undoes, find);

  const isUndone = group.undone_by !== null;

  const undo = async () => {
    if (isBusy || isUndone) return;
    setBusy(true);
    onProblem(undefined);
    try {
      await undoGroup(group.id, original ? groupInWords(original, find) : words, direction);
    } catch (error) {
      onProblem(allSentences(error));
    } finally {
      setBusy(false);
    }
  };

  const label = isUndone ? 'Undone' : direction === 'redo' ? 'Redo' : 'Undo';
  return (
    // The button stays after the undo, so it keeps the focus.
    <Button
      variant="quiet"
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
