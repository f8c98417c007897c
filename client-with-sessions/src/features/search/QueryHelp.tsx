import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/errors';
import type { FieldHelp } from '../../api/types';
import { queryFieldsQuery } from '../../data/queries/search';
import styles from './Search.module.css';

interface Props {
  onChoose: (term: string) => void;
}

/** Help on the query language. Choosing a term puts it into the field. */
export function QueryHelp({ onChoose }: Props) {
  const { data, error } = useQuery(queryFieldsQuery);
  if (error) return <p role="alert">The help could not be loaded. {toProblem(error).message}</p>;
  if (!data) return null;
  const said = new Set<string>();
  return (
    <section aria-label="What can be searched for" className={styles.help}>
      <p>A task is found when all of the terms fit:</p>
      <dl className={styles.fields}>
        {data.others.map((term) => (
          <Term key={term.example} {...term} onChoose={onChoose} />
        ))}
        {data.fields.map(({ example, help, ...field }) => {
          const values = valuesOf(field);
          const isNew = !said.has(values);
          said.add(values);
          return <Term key={example} {...{ example, help, onChoose }} values={isNew && values} />;
        })}
      </dl>
    </section>
  );
}

function Term(props: Props & { example: string; help: string; values?: string | false }) {
  const { example, help, values, onChoose } = props;
  return (
    <div className={styles.field}>
      <dt>
        <button type="button" className={styles.term} onClick={() => onChoose(example)}>
          <code>{example}</code>
        </button>
      </dt>
      <dd>
        {help}
        {values && <span className={styles.words}>{values}</span>}
      </dd>
    </div>
  );
}

function valuesOf({ words, values }: Pick<FieldHelp, 'words' | 'values'>): string {
  return [...words, ...values].join(', ');
}
