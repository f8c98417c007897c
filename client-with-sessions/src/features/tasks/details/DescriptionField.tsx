import type { KeyboardEvent } from 'react';
import { isComposing } from '../../../ui/isComposing';
import styles from './TaskDetails.module.css';
import type { Draft } from './useDraft';

/** The description, in which Ctrl+Enter saves. */
export function DescriptionField({ draft }: { draft: Draft }) {
  const problem = draft.problemOf('description');
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== 'Enter') return;
    if (event.ctrlKey || event.metaKey) draft.save();
  };
  return (
    <textarea
      {...draft.field('description')}
      aria-label="Description"
      aria-invalid={problem !== undefined || undefined}
      className={styles.description}
      dir="auto"
      placeholder="Add a description"
      rows={2}
      onKeyDown={onKeyDown}
    />
  );
}
