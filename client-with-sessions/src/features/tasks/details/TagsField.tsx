import { useRef } from 'react';
import { Suggestions } from '../../../suggestions/Suggestions';
import { tagTokenAt } from '../../../suggestions/tagToken';
import { useSuggestions } from '../../../suggestions/useSuggestions';
import { CloseIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import styles from './TaskDetails.module.css';
import type { Draft } from './useDraft';

interface Props {
  id: string;
  tags: string[];
  /** The tags of other tasks. */
  known: string[];
  draft: Draft;
  onSave: (tags: string[]) => void;
}

/** The tags of a task: each can be removed, and more can be typed. */
export function TagsField({ id, tags, known, draft, onSave }: Props) {
  return (
    <>
      {tags.length > 0 && (
        <ul aria-label="Tags" className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <bdi>#{tag}</bdi>
              <button
                type="button"
                aria-label={`Remove the tag ${tag}`}
                onClick={() => onSave(tags.filter((other) => other !== tag))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TagLine id={id} draft={draft} others={known.filter((tag) => !tags.includes(tag))} />
    </>
  );
}

interface LineProps {
  id: string;
  others: string[];
  draft: Draft;
}

/** The field for more tags, which suggests those of other tasks. */
function TagLine({ id, others, draft }: LineProps) {
  const input = useRef<HTMLInputElement>(null);
  const field = draft.field('tags');
  const problem = draft.problemOf('tags');
  const suggestions = useSuggestions(input, field.value, tagTokenAt(others));
  return (
    <div className={styles.suggesting}>
      <input
        {...field}
        {...suggestions.field}
        ref={input}
        id={id}
        dir="auto"
        autoComplete="off"
        placeholder="Add a tag"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem && `${id}-problem`}
        onKeyDown={(event) => {
          suggestions.field.onKeyDown(event);
          if (event.defaultPrevented || event.key !== 'Enter' || isComposing(event)) return;
          event.preventDefault();
          draft.save();
        }}
        onBlur={() => {
          suggestions.field.onBlur();
          field.onBlur();
        }}
      />
      <Suggestions {...suggestions.list} />
      {problem && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
