import { type ElementType, Fragment, type ReactNode, useMemo } from 'react';
import { OutsideLink } from '../ui/OutsideLink';
import styles from './Markdown.module.css';
import { type Part, readMarkdown, withTick } from './markdown';

/** The headings of a text are below that of the page. */
const HEADINGS: Record<string, ElementType> = { h1: 'h2', h2: 'h3' };
const HEADING = /^h[3-6]$/;
const ELEMENTS = new Set(
  'p strong em s ul ol li blockquote code table thead tbody tr th td'.split(' '),
);

interface Props {
  text: string;
  /** Saves the text with a task ticked, or not. */
  onChange: (text: string) => void;
}

/** A text in Markdown, as elements: none of it is ever HTML. */
export function Rendered({ text, onChange }: Props) {
  const parts = useMemo(() => readMarkdown(text), [text]);
  if (!parts) return <p className={styles.plain}>{text}</p>;
  const tick = (line: number, isDone: boolean) => onChange(withTick(text, line, isDone));
  return <Parts parts={parts} tick={tick} />;
}

interface PartsProps {
  parts: Part[];
  tick: (line: number, isDone: boolean) => void;
}

function Parts({ parts, tick }: PartsProps): ReactNode {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and no state.
    <Fragment key={index}>{elementOf(part, tick)}</Fragment>
  ));
}

function elementOf(part: Part, tick: PartsProps['tick']): ReactNode {
  const { tag, text, parts, href, start, task } = part;
  const inner = parts.length > 0 ? <Parts parts={parts} tick={tick} /> : text;
  if (href !== undefined) {
    return <OutsideLink href={href}>{inner}</OutsideLink>;
  }
  if (tag === 'pre') {
    return (
      <pre>
        <code>{text}</code>
      </pre>
    );
  }
  if (tag === 'br') return <br />;
  if (tag === 'hr') return <hr />;
  const Element = elementFor(tag);
  if (!Element) return inner;
  if (!task) return <Element {...(start !== undefined && { start })}>{inner}</Element>;
  const words = wordsIn(parts);
  return (
    <li className={styles.task}>
      <input
        type="checkbox"
        aria-label={words}
        checked={task.isDone}
        onChange={({ target }) => tick(task.line, target.checked)}
      />
      <div>{inner}</div>
    </li>
  );
}

function elementFor(tag: string): ElementType | undefined {
  if (HEADING.test(tag)) return 'h4';
  return HEADINGS[tag] ?? (ELEMENTS.has(tag) ? (tag as ElementType) : undefined);
}

/** The words of an item, without those of the lists in it. */
function wordsIn(parts: Part[]): string {
  return parts
    .map(({ tag, text, parts }) => (tag === 'ul' || tag === 'ol' ? '' : text + wordsIn(parts)))
    .join('');
}
