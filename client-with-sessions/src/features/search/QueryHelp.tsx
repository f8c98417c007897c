import { FIELDS } from './queryHelp';
import styles from './Search.module.css';

/** What can be searched for; a term goes into the field when it is chosen. */
export function QueryHelp({ onChoose }: { onChoose: (term: string) => void }) {
  return (
    <section aria-label="What can be searched for" className={styles.help}>
      <p>
        Words find tasks that have all of them, by their beginnings too. These find tasks, and all
        must fit:
      </p>
      <dl className={styles.fields}>
        {FIELDS.map(({ help, example, words }) => (
          <div key={example} className={styles.field}>
            <dt>
              <button type="button" className={styles.term} onClick={() => onChoose(example)}>
                <code>{example}</code>
              </button>
            </dt>
            <dd>
              {help}
              {words !== undefined && <span className={styles.words}>{words}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
