import type { ComponentProps, CSSProperties } from 'react';
import { OutsideLink } from '../../../ui/OutsideLink';
import { withAddresses } from '../../../words/addresses';
import styles from './TaskRow.module.css';

interface Props extends ComponentProps<'button'> {
  title: string;
}

/** The title of a task, which is a button. Addresses in it are links that lie above the button. */
export function RowTitle({ title, ...button }: Props) {
  const style = { '--letters': title.length } as CSSProperties;
  const pieces = title.includes('://') ? withAddresses(title) : [];
  const hasLinks = pieces.some(({ href }) => href !== undefined);
  if (!hasLinks) {
    return (
      <button {...button} type="button" tabIndex={-1} className={styles.title} style={style}>
        <span className={styles.text} dir="auto">
          {title}
        </span>
      </button>
    );
  }
  return (
    <span className={styles.title} style={style}>
      <button {...button} type="button" tabIndex={-1} className={styles.beneath} />
      <span className={styles.text} dir="auto">
        {pieces.map(({ text, href }, index) =>
          href === undefined ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and no state.
            <span key={index} aria-hidden="true">
              {text}
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <OutsideLink key={index} href={href} tabIndex={-1} className={styles.address}>
              {text}
            </OutsideLink>
          ),
        )}
      </span>
    </span>
  );
}
