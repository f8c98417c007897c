import { Button } from './Button';
import list from './List.module.css';

interface Props {
  /** The name of what is loaded, at the beginning of a sentence. */
  what: string;
  /** The number of placeholder rows. */
  rows: number;
  isLoading: boolean;
  problem: string | undefined;
  onRetry: () => void;
}

/** Shown instead of a list that is loading or could not be loaded. */
export function ListState({ what, rows, isLoading, problem, onRetry }: Props) {
  if (problem) {
    return (
      <div role="alert">
        <p className={list.error}>
          {what} could not be loaded. {problem}
        </p>
        <Button onClick={onRetry}>Try again</Button>
      </div>
    );
  }
  if (!isLoading) return null;
  return (
    <div className={list.list}>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
        <div key={row} className={list.bone} />
      ))}
    </div>
  );
}
