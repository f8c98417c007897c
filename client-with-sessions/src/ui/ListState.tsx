import { Button } from './Button';
import list from './List.module.css';

interface Props {
  /** What is being loaded, as the beginning of a sentence. */
  what: string;
  /** How many rows to keep free meanwhile. */
  rows: number;
  isLoading: boolean;
  problem: string | undefined;
  onRetry: () => void;
}

/** Stands in for a list that is on its way, or that did not come. */
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
