import { classNames } from '../ui/classNames';
import styles from './Markdown.module.css';
import { Rendered } from './Rendered';

interface Props {
  /** What the text is, such as Description. */
  label: string;
  text: string;
  /** Saves the text with a task ticked, or not. */
  onChange: (text: string) => void;
}

/** A rendered text that is read and not edited. */
export function ReadMarkdown({ label, text, onChange }: Props) {
  return (
    <section aria-label={label} className={classNames(styles.shown, styles.read)} dir="auto">
      <Rendered text={text} onChange={onChange} />
    </section>
  );
}
