import { CloseIcon } from '../../../ui/icons';
import styles from './TaskDetails.module.css';
import { TypedField } from './TypedField';

const TAG = /^[\p{L}\p{N}\-_/.]{1,50}$/u;

interface Props {
  id: string;
  tags: string[];
  /** The tags of other tasks. */
  known: string[];
  onSave: (tags: string[]) => void;
}

/** The tags of a task: each can be taken off, and more are typed. */
export function TagsField({ id, tags, known, onSave }: Props) {
  const others = known.filter((tag) => !tags.includes(tag));
  return (
    <>
      {tags.length > 0 && (
        <ul aria-label="Tags" className={styles.tags}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              #{tag}
              <button
                type="button"
                aria-label={`Take off the tag ${tag}`}
                onClick={() => onSave(tags.filter((other) => other !== tag))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TypedField
        // Empty again for the next.
        key={tags.join(' ')}
        id={id}
        placeholder={others.length > 0 ? `Add a tag, such as ${others[0]}` : 'Add a tag'}
        value=""
        read={readTags}
        problem="A tag has letters, digits and - _ / . and no spaces."
        onSave={(typed) => onSave([...new Set([...tags, ...typed])].toSorted())}
      />
    </>
  );
}

function readTags(text: string): string[] | undefined {
  const tags = text
    .toLowerCase()
    .split(/[\s,]+/)
    .map((tag) => tag.replace(/^#/, ''))
    .filter((tag) => tag !== '');
  return tags.length > 0 && tags.every((tag) => TAG.test(tag)) ? tags : undefined;
}
