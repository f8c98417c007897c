import styles from './Swatch.module.css';

interface Props {
  /** The name of the colour. */
  colour: string;
}

/** The colour of a project, beside its name. */
export function Swatch({ colour }: Props) {
  return (
    <span
      aria-hidden="true"
      className={styles.swatch}
      style={{ background: `var(--project-${colour})` }}
    />
  );
}
