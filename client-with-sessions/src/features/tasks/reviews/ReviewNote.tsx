import { useEffect, useId, useState } from 'react';
import type { Review } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { updateReview } from '../../../data/mutations/updateReview';
import { isComposing } from '../../../ui/isComposing';
import { useLatest } from '../../../ui/useLatest';
import styles from './Reviews.module.css';

interface Props {
  review: Review | undefined;
  label: string;
  rows: number;
}

/** What there is to say about a day or a week; saved when it is left. */
export function ReviewNote({ review, label, rows }: Props) {
  const id = useId();
  const { mutate } = useMutations();
  const saved = review?.note ?? '';
  const [text, setText] = useState<string>();
  const shown = text ?? saved;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is saved takes the place of what was typed.
  useEffect(() => setText(undefined), [saved, review?.period]);

  const save = () => {
    if (review && text !== undefined && text !== saved) {
      mutate(updateReview({ period: review.period, patch: { note: text === '' ? null : text } }));
    }
  };
  const latest = useLatest(save);
  useEffect(() => () => void latest(), [latest]);

  return (
    <div className={styles.note}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        dir="auto"
        value={shown}
        disabled={!review}
        onChange={({ target }) => setText(target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          const isDone = event.key === 'Enter' && (rows === 1 || event.ctrlKey || event.metaKey);
          if (!isDone || isComposing(event)) return;
          event.preventDefault();
          save();
        }}
      />
    </div>
  );
}
