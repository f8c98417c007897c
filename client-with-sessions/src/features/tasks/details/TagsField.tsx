import { useRef } from 'react';
import { Suggestions } from '../../../suggestions/Suggestions';
import { tagTokenAt } from '../../../suggestions/tagToken';
import { useSuggestions } from '../../../suggestions/useSuggestions';
import { CloseIcon } from '../../../ui/icons';
import styles from './TaskDetails.module.css';
import { TypedLine } from './TypedLine';
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
  const { value } = draft.field('tags');
  const { field, list } = useSuggestions(input, value, tagTokenAt(others));
  return (
    <div className={styles.suggesting}>
      <TypedLine
        {...{ id, draft }}
        of="tags"
        ref={input}
        placeholder="Add a tag"
        suggesting={field}
      />
      <Suggestions {...list} />
    </div>
  );
}
