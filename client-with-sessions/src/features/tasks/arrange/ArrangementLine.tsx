import { useContext, useRef, useState } from 'react';
import { termsOf } from '../../../data/lists/arrangement';
import type { Source } from '../../../data/lists/lists';
import { Button } from '../../../ui/Button';
import { CloseIcon } from '../../../ui/icons';
import lineStyles from '../list/Arranged.module.css';
import { SaveQueryContext } from '../list/saveQuery';
import styles from './Arrangement.module.css';
import { withoutTerm } from './filters';
import { termInWords } from './words';

interface Props {
  query: string;
  source: Source;
  onChange: (query: string) => void;
}

/** How a list is arranged: each part with a button that takes it away. */
export function ArrangementLine({ query, source, onChange }: Props) {
  const saveQuery = useContext(SaveQueryContext);
  const [isNaming, setNaming] = useState(false);
  const line = useRef<HTMLUListElement>(null);

  const remove = (term: string, index: number) => {
    onChange(withoutTerm(query, term));
    // The button goes with what it took away.
    const buttons = [...(line.current?.querySelectorAll('button') ?? [])];
    const next = buttons[index + 1] ?? buttons[index - 1];
    if (next) next.focus();
    else document.querySelector<HTMLElement>('h1')?.focus();
  };

  return (
    <div className={lineStyles.line}>
      <ul ref={line} aria-label="How this list is arranged" className={styles.chips}>
        {termsOf(query).map((term, index) => (
          <li key={term} className={styles.chip}>
            <span dir="auto">{termInWords(term)}</span>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove “${termInWords(term)}”`}
              onClick={() => remove(term, index)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
      {saveQuery && source.kind === 'query' && (
        <>
          <Button variant="quiet" className={styles.save} onClick={() => setNaming(true)}>
            Save as a view
          </Button>
          {isNaming && saveQuery(source.q, () => setNaming(false))}
        </>
      )}
    </div>
  );
}
