import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './classNames';
import styles from './Finder.module.css';

/** One thing that can be chosen. */
export interface Option {
  id: string;
  label: string;
  /** Under which heading it stands. */
  group?: string | undefined;
  /** Said beside it, quietly: a key, a number. */
  hint?: string | undefined;
  /** Stands before it. */
  mark?: ReactNode;
  /** Is chosen already. */
  isOn?: boolean;
}

interface Props {
  label: string;
  placeholder?: string;
  /** What there is to choose from, for what was typed. */
  options: Option[];
  query: string;
  onQuery: (query: string) => void;
  onChoose: (option: Option) => void;
  /** Said when there is nothing to choose. */
  nothing: string;
}

/** A field that narrows a list down, and the list to choose from with the arrows or the pointer. */
export function Finder({ label, placeholder, options, query, onQuery, onChoose, nothing }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const current = Math.min(active, options.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const to = targetOf(event.key, current, options.length);
    if (to !== undefined) {
      setActive(to);
      event.preventDefault();
    }
    const option = options[current];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (option) onChoose(option);
    }
  };

  return (
    <div className={styles.finder}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it is what the dialog was opened for.
        autoFocus
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={options[current] ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setActive(0);
          onQuery(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {options.map((option, index) => (
          <OptionRow
            key={option.id}
            id={`${id}-${index}`}
            option={option}
            isActive={index === current}
            heading={option.group !== options[index - 1]?.group ? option.group : undefined}
            onPoint={() => setActive(index)}
            onChoose={() => onChoose(option)}
          />
        ))}
      </div>
      <p role="status" className={options.length > 0 ? 'visually-hidden' : styles.nothing}>
        {options.length > 0 ? `${options.length} to choose from` : nothing}
      </p>
    </div>
  );
}

interface RowProps {
  id: string;
  option: Option;
  isActive: boolean;
  heading: string | undefined;
  onPoint: () => void;
  onChoose: () => void;
}

function OptionRow({ id, option, isActive, heading, onPoint, onChoose }: RowProps) {
  return (
    <>
      {heading !== undefined && (
        <div role="presentation" className={styles.heading}>
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the field, which keeps the focus. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        className={classNames(styles.option, isActive && styles.active)}
        onPointerMove={onPoint}
        // The field keeps the focus.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onChoose}
      >
        {option.mark}
        <span className={styles.label}>{option.label}</span>
        {option.isOn && (
          <span className={styles.on}>
            <span aria-hidden="true">✓</span>
            <span className="visually-hidden">chosen</span>
          </span>
        )}
        {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
      </div>
    </>
  );
}

/** Where a key leads in a list of so many. */
function targetOf(key: string, from: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (from + 1) % count;
  if (key === 'ArrowUp') return (from - 1 + count) % count;
  if (key === 'PageDown') return Math.min(from + 8, count - 1);
  if (key === 'PageUp') return Math.max(from - 8, 0);
  return undefined;
}

/** The options that have every typed word at the beginning of one of theirs, the best first. */
export function narrow<T extends Option>(options: T[], query: string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label }) => {
    const own = fold(label);
    return words.every((word) => own.startsWith(word) || own.includes(` ${word}`));
  });
}

/** The text without case and accents. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
