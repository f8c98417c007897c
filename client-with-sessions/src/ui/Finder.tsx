import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './Finder.module.css';
import { focusWhenOpened } from './focusWhenOpened';
import { isComposing } from './isComposing';
import { takeTyped } from './LoadingDialog';
import { type Option, OptionList, optionId } from './OptionList';

interface Props {
  label: string;
  placeholder?: string;
  /** The options for the typed text. */
  options: Option[];
  query: string;
  onQuery: (query: string) => void;
  onChoose: (option: Option) => void;
  /** Shown if there is no option. */
  nothing: string;
  /** Whether options are still being fetched. */
  isAsking?: boolean;
}

/** A field that filters a list of options, to choose from by key or pointer. */
export function Finder(props: Props) {
  const {
    label,
    placeholder,
    options,
    query,
    onQuery,
    onChoose,
    nothing,
    isAsking = false,
  } = props;
  const id = useId();
  // Enter alone leaves what is chosen as it is.
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex(({ isOn }) => isOn),
    ),
  );
  const current = Math.min(active, options.length - 1);
  // The text for which Enter was pressed before its options were there.
  const entered = useRef<string>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed before is taken once.
  useLayoutEffect(() => {
    const { text, isEntered } = takeTyped();
    if (isEntered) entered.current = text;
    if (text !== '') onQuery(text);
  }, []);

  useEffect(() => {
    if (entered.current !== query || isAsking) return;
    entered.current = undefined;
    const [first] = options;
    // Not within the effect, where React could not close the finder at once.
    if (first) queueMicrotask(() => onChoose(first));
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const to = targetOf(event.key, current, options.length);
    if (to !== undefined) {
      setActive(to);
      event.preventDefault();
    }
    const option = options[current];
    if (event.key === 'Enter') {
      event.preventDefault();
      if (isAsking) entered.current = query;
      else if (option) onChoose(option);
    }
  };

  return (
    <div className={styles.finder}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it is what the dialog was opened for.
        autoFocus
        ref={focusWhenOpened}
        className={styles.input}
        dir="auto"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={options[current] && optionId(id, current)}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setActive(0);
          entered.current = undefined;
          onQuery(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <OptionList
        id={id}
        label={label}
        options={options}
        current={current}
        className={styles.list}
        onPoint={setActive}
        onChoose={onChoose}
      />
      <p role="status" className={options.length > 0 ? 'visually-hidden' : styles.nothing}>
        {options.length > 0 ? `${options.length} to choose from` : nothing}
      </p>
    </div>
  );
}

/** The index that a key selects in a list of that length. */
function targetOf(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (from + 1) % count;
  if (key === 'ArrowUp') return (from - 1 + count) % count;
  if (key === 'PageDown') return Math.min(from + 8, count - 1);
  if (key === 'PageUp') return Math.max(from - 8, 0);
  return undefined;
}
