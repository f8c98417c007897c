import styles from './Statistics.module.css';

const HEIGHT = 100;

export interface Column {
  key: string;
  /** What goes up; a second part stands on the first. */
  up: number[];
  /** What goes down. */
  down?: number[];
}

interface Props {
  /** What the drawing says; the numbers are in the table below it. */
  label: string;
  columns: Column[];
  /** What a whole column stands for; by default, the longest. */
  whole?: number;
  ends: [string, string];
}

/** Columns, up from a line and down from it. */
export function Columns({ label, columns, whole, ends }: Props) {
  const sum = (parts: number[] = []) => parts.reduce((all, part) => all + part, 0);
  const up = whole ?? Math.max(1, ...columns.map((column) => sum(column.up)));
  const down = Math.max(0, ...columns.map((column) => sum(column.down)));
  const scale = HEIGHT / (up + down);
  const line = up * scale;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.columns}
        viewBox={`0 0 ${columns.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label} The table below says the same.`}
      >
        {columns.map((column, index) => (
          <g key={column.key}>
            {stacked(column.up).map(({ key, from, size }) => (
              <rect
                key={key}
                className={styles.column}
                data-part={key}
                x={index * 10 + 1}
                y={line - (from + size) * scale}
                width={8}
                height={size * scale}
              />
            ))}
            {stacked(column.down ?? []).map(({ key, from, size }) => (
              <rect
                key={key}
                className={styles.column}
                data-part={`down ${key}`}
                x={index * 10 + 1}
                y={line + from * scale}
                width={8}
                height={size * scale}
              />
            ))}
          </g>
        ))}
        <path className={styles.rule} d={`M0 ${line}H${columns.length * 10}`} />
      </svg>
      <figcaption className={styles.ends}>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </figcaption>
    </figure>
  );
}

function stacked(parts: number[]): { key: number; from: number; size: number }[] {
  let from = 0;
  return parts.map((size, key) => {
    const part = { key, from, size };
    from += size;
    return part;
  });
}
