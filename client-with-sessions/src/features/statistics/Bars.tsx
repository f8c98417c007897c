import type { ReactNode } from 'react';
import { NumberLink } from './NumberLink';
import styles from './Statistics.module.css';
import type { Target } from './targets';

export interface Bar {
  key: string;
  name: ReactNode;
  value: number;
  /** The value in words. */
  words: ReactNode;
  to?: Target | undefined;
}

interface Props {
  caption: string;
  /** What the columns are called. */
  heads: [string, string];
  bars: Bar[];
  /** What a whole bar stands for; by default, the longest. */
  whole?: number;
}

/** A table whose numbers are drawn as bars. */
export function Bars({ caption, heads, bars, whole }: Props) {
  const most = whole ?? Math.max(1, ...bars.map(({ value }) => value));
  return (
    <table className={styles.bars}>
      <caption>{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, value, words, to }) => (
          <tr key={key}>
            <th scope="row" dir="auto">
              {name}
            </th>
            <td>
              <span className={styles.track} aria-hidden="true">
                <span
                  className={styles.bar}
                  style={{ inlineSize: `${Math.min(100, (100 * value) / most)}%` }}
                />
              </span>
              <span className={styles.number}>
                <NumberLink to={to}>{words}</NumberLink>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
