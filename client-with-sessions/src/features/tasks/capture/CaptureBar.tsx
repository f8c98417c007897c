import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { CapturedSpan } from '../../../api/types';
import type { CaptureContext, DraftFields } from '../../../data/lists/draftTask';
import { captureTokenAt } from '../../../suggestions/captureToken';
import { Suggestions } from '../../../suggestions/Suggestions';
import { useSuggestions } from '../../../suggestions/useSuggestions';
import { PlusIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { keepLine, readLine } from '../editor/drafts';
import { titleError } from '../editor/rules';
import { takeUsual } from '../editor/usual';
import { focusFirstRow } from '../row/rowFocus';
import styles from './CaptureBar.module.css';
import { CaptureChips } from './CaptureChips';
import { draftsOf, useCapturePreview } from './useCapturePreview';
import { useDock } from './useDock';

interface Props {
  /** The user for whom the text survives a reload; without one it is not stored. */
  owner?: number;
  label?: string;
  /** The quiet one has no frame of its own. */
  variant?: 'framed' | 'quiet';
  /** The fields of tasks typed here that their lines do not give. */
  context: CaptureContext;
  /** A line that the page puts here, to be added or changed. */
  given?: { text: string } | undefined;
  onAdd: (text: string, context: CaptureContext, drafts: DraftFields[]) => void;
}

/** The line that adds tasks with Enter and shows how it understands them. */
export function CaptureBar(props: Props) {
  const { owner, label = 'Add a task', variant = 'framed', context, given, onAdd } = props;
  const id = useId();
  const { parent_id: parent } = context;
  const [text, setText] = useState(() => (owner === undefined ? '' : readLine(owner, parent)));
  const [error, setError] = useState<string>();
  const line = useRef<HTMLTextAreaElement>(null);
  const [isUnplanned, setUnplanned] = useState(false);
  const [taken, setTaken] = useState<number>();
  const { planned_if_undated: day, ...place } = context;
  const used = isUnplanned ? place : context;
  const preview = useCapturePreview(text, used);
  const suggestions = useSuggestions(line, text, captureTokenAt);
  const isBlank = text.trim() === '';
  const isOfPage = owner !== undefined && parent === undefined;
  const form = useRef<HTMLFormElement>(null);
  useDock(form, isOfPage);

  const type = (next: string) => {
    setText(next);
    setError(undefined);
    if (next.trim() === '') {
      setUnplanned(false);
      setTaken(undefined);
    }
    if (owner !== undefined) keepLine(owner, next, parent);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is taken once, when it is given.
  useEffect(() => {
    if (!given) return;
    type(given.text);
    line.current?.focus();
  }, [given]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isBlank) return;
    const drafts = draftsOf(text, used, preview);
    const wrong = problemOf(preview?.text === text ? preview.tasks : [], drafts);
    setError(wrong);
    if (wrong) return;
    onAdd(text, used, drafts);
    type('');
    line.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    suggestions.field.onKeyDown(event);
    if (event.defaultPrevented || isComposing(event) || event.shiftKey) return;
    if (event.key === 'Enter' && event.altKey) takeUsual(form.current);
    else if (event.key === 'Enter') submit();
    else if (!isOfPage || !leaves(event)) return;
    event.preventDefault();
  };

  /** Escape leaves the line, and so does the arrow down at its end; the text stays. */
  const leaves = ({ key, altKey, ctrlKey, metaKey, repeat }: KeyboardEvent): boolean => {
    if (altKey || ctrlKey || metaKey || repeat) return false;
    if (key === 'Escape') line.current?.blur();
    else return key === 'ArrowDown' && isAtEnd(line.current) && focusFirstRow();
    return true;
  };

  /** Puts a backslash before words that should stay in the title. */
  const takeBack = (at: number) => {
    type(`${text.slice(0, at)}\\${text.slice(at)}`);
    line.current?.focus();
  };

  /** Writes the estimate that is usual in place of the typed one. */
  const take = ({ start, end, text: typed }: CapturedSpan, minutes: number) => {
    if (!text.startsWith(typed, start)) return;
    setTaken(minutes);
    type(`${text.slice(0, start)}~${minutesInLine(minutes)}${text.slice(end)}`);
    line.current?.focus();
  };

  const unplan = () => {
    setUnplanned(true);
    line.current?.focus();
  };

  return (
    <form
      ref={form}
      className={styles.form}
      data-variant={variant}
      data-docked={isOfPage || undefined}
      data-filled={!isBlank || undefined}
      onSubmit={submit}
    >
      <div className={styles.box}>
        <div className={styles.line}>
          <label className={styles.plus} htmlFor={id}>
            <PlusIcon />
            <span className="visually-hidden">{label}</span>
          </label>
          <textarea
            {...suggestions.field}
            ref={line}
            id={id}
            className={styles.input}
            dir="auto"
            placeholder={label}
            rows={text.split('\n').length}
            autoComplete="off"
            enterKeyHint="done"
            data-add-line={isOfPage ? '' : undefined}
            value={text}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={error && `${id}-error`}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {!isBlank && (
            <button type="submit" className={styles.submit}>
              Add
            </button>
          )}
          <Suggestions {...suggestions.list} />
        </div>
      </div>
      {(isOfPage || !isBlank) && (
        <CaptureChips
          text={text}
          preview={preview}
          planned={isUnplanned ? undefined : day}
          onUnplan={unplan}
          onTakeBack={takeBack}
          usual={{ project: used.project_id, taken, onTake: take }}
        />
      )}
      <div role="alert">
        {error && (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </form>
  );
}

/** 1h40m, as one types it. */
function minutesInLine(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h${rest}m`;
}

function isAtEnd(line: HTMLTextAreaElement | null): boolean {
  return line !== null && line.selectionStart === line.value.length;
}

function problemOf(understood: { problem: string | null }[], drafts: DraftFields[]) {
  const problem = understood.find(({ problem }) => problem !== null)?.problem;
  if (problem) return problem;
  return drafts.map(({ title }) => titleError(title)).find((wrong) => wrong !== undefined);
}
