import type { ComponentProps } from 'react';
import type { useSuggestions } from '../../../suggestions/useSuggestions';
import { isComposing } from '../../../ui/isComposing';
import type { TypedField } from '../editor/drafts';
import styles from './TaskDetails.module.css';
import type { Draft } from './useDraft';

interface Props extends Pick<ComponentProps<'input'>, 'id' | 'ref' | 'placeholder'> {
  of: TypedField;
  draft: Draft;
  /** The props of a field that suggests names. */
  suggesting?: ReturnType<typeof useSuggestions>['field'];
}

/** A short field that is typed: Enter or leaving it saves, and what is wrong with it stands below. */
export function TypedLine({ of, draft, suggesting, ...input }: Props) {
  const own = draft.field(of);
  const problem = draft.problemOf(of);
  const problemId = `${input.id}-problem`;
  return (
    <>
      <input
        {...own}
        {...suggesting}
        {...input}
        dir="auto"
        autoComplete="off"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem && problemId}
        onKeyDown={(event) => {
          suggesting?.onKeyDown(event);
          if (event.defaultPrevented || event.key !== 'Enter' || isComposing(event)) return;
          event.preventDefault();
          draft.save();
        }}
        onBlur={() => {
          suggesting?.onBlur();
          own.onBlur();
        }}
      />
      {problem && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
