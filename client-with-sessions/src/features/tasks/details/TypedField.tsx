import styles from './TaskDetails.module.css';
import { type TypedValue, useTypedValue } from './useTypedValue';

interface Props<T> extends TypedValue<T> {
  id: string;
  placeholder: string;
  problem: string;
}

/** A field whose value is saved with Enter or on blur. */
export function TypedField<T>({ id, placeholder, problem, ...value }: Props<T>) {
  const { field, isWrong } = useTypedValue(value);
  return (
    <>
      <input
        {...field}
        id={id}
        dir="auto"
        placeholder={placeholder}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
      />
      {isWrong && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}
