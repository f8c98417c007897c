import { useRef } from 'react';
import { Suggestions } from '../../../suggestions/Suggestions';
import { tagTokenAt } from '../../../suggestions/tagToken';
import { useSuggestions } from '../../../suggestions/useSuggestions';
import { CloseIcon } from '../../../ui/icons';
import { readTag } from '../../../ui/tag';
import styles from './TaskDetails.module.css';
import { useTypedValue } from './useTypedValue';

interface Props {
  id: string;
  tags: string[];
  /** The tags of other tasks. */
  known: string[];
  onSave: (tags: string[]) => void;
}

/** The tags of a task: each can be removed, and more can be typed. */
export function TagsField({ id, tags, known, onSave }: Props) {
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
      <TagLine
        // Start empty for the next tag.
        key={tags.join(' ')}
        id={id}
        others={known.filter((tag) => !tags.includes(tag))}
        onAdd={(typed) => onSave([...new Set([...tags, ...typed])].toSorted())}
      />
    </>
  );
}

interface LineProps {
  id: string;
  others: string[];
  onAdd: (tags: string[]) => void;
}

/** The field for more tags, which suggests those of other tasks. */
function TagLine({ id, others, onAdd }: LineProps) {
  const input = useRef<HTMLInputElement>(null);
  const { text, isWrong, field } = useTypedValue({ value: '', read: readTags, onSave: onAdd });
  const suggestions = useSuggestions(input, text, tagTokenAt(others));
  return (
    <div className={styles.suggesting}>
      <input
        {...field}
        {...suggestions.field}
        ref={input}
        id={id}
        dir="auto"
        placeholder={others.length > 0 ? `Add a tag, such as ${others[0]}` : 'Add a tag'}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onKeyDown={(event) => {
          suggestions.field.onKeyDown(event);
          field.onKeyDown(event);
        }}
        onBlur={() => {
          suggestions.field.onBlur();
          field.onBlur();
        }}
      />
      <Suggestions {...suggestions.list} />
      {isWrong && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          A tag has letters, digits and - _ / . and no spaces.
        </p>
      )}
    </div>
  );
}

function readTags(text: string): string[] | undefined {
  const typed = text.split(/[\s,]+/).filter((word) => word !== '' && word !== '#');
  const tags = typed.map(readTag).filter((tag) => tag !== undefined);
  return tags.length > 0 && tags.length === typed.length ? tags : undefined;
}
