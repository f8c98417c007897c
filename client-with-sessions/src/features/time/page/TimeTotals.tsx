import { type ReactNode, useId } from 'react';
import type { TimeTotals as Totals } from '../../../api/types';
import { useProjects } from '../../../data/queries/projects';
import { minutesInWords } from '../../../format/amounts';
import styles from './TimePage.module.css';

/** What time adds up to, by project and by tag. */
export function TimeTotals({ totals }: { totals: Totals }) {
  const { projects = [] } = useProjects();
  const nameOf = (id: number | null) =>
    id === null
      ? 'No project'
      : (projects.find((one) => one.id === id)?.name ?? 'A deleted project');
  return (
    <div className={styles.totals}>
      <Table
        title="By project"
        of={totals.seconds}
        rows={totals.projects.map(({ project_id, seconds }) => ({
          key: String(project_id),
          name: nameOf(project_id),
          seconds,
        }))}
      />
      {totals.tags.length > 0 && (
        <Table
          title="By tag"
          hint={totals.tags.length > 1 ? 'Tags overlap.' : undefined}
          of={totals.seconds}
          rows={totals.tags.map(({ tag, seconds }) => ({ key: tag, name: `#${tag}`, seconds }))}
        />
      )}
    </div>
  );
}

interface TableProps {
  title: string;
  hint?: ReactNode;
  of: number;
  rows: { key: string; name: string; seconds: number }[];
}

function Table({ title, hint, of, rows }: TableProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.table}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      <ul className={styles.shares}>
        {rows.map(({ key, name, seconds }) => (
          <li key={key} className={styles.share}>
            <span className={styles.shareName} dir="auto">
              {name}
            </span>
            <span className={styles.length}>{minutesInWords(Math.round(seconds / 60))}</span>
            <span aria-hidden="true" className={styles.track}>
              <span
                className={styles.filled}
                style={{ width: `${Math.min(100, (100 * seconds) / Math.max(1, of))}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
