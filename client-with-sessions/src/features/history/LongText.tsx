import { useState } from 'react';
import { excerpt } from './excerpt';
import styles from './History.module.css';

interface Props {
  label: string;
  text: string;
}

/** An earlier text, shortened until a button shows all of it. */
export function LongText({ label, text }: Props) {
  const [isWhole, setWhole] = useState(false);
  const short = excerpt(text);
  const isLong = short !== text;
  return (
    <div className={styles.text}>
      <p className={styles.label}>{label}</p>
      <p className={styles.whole} dir="auto">
        {isWhole ? text : short}
      </p>
      {isLong && (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  );
}
