import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './classNames';
import styles from './OptionList.module.css';

export interface Option {
  id: string;
  label: string;
  /** Other words by which it is found. */
  words?: string | undefined;
  /** The heading under which it is listed. */
  group?: string | undefined;
  /** Shown at its end: a shortcut, a number. */
  hint?: string | undefined;
  /** Shown before its label. */
  mark?: ReactNode;
  /** It is already chosen. */
  isOn?: boolean;
}

interface Props<T extends Option> {
  id: string;
  label: string;
  options: T[];
  /** The index of the option that Enter takes; -1 for none. */
  current: number;
  className?: string | undefined;
  /** Called when the pointer is over an option. */
  onPoint?: (index: number) => void;
  onChoose: (option: T) => void;
}

/** The options of a field, which keeps the focus itself. */
export function OptionList<T extends Option>(props: Props<T>) {
  const { id, label, options, current, className, onPoint, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  });

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className={classNames(styles.list, className)}
      // Clicks beside the options must not take the focus from the field either.
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.map((option, index) => (
        <OptionRow
          key={option.id}
          id={optionId(id, index)}
          option={option}
          isActive={index === current}
          heading={option.group !== options[index - 1]?.group ? option.group : undefined}
          onPoint={() => onPoint?.(index)}
          onChoose={() => onChoose(option)}
        />
      ))}
    </div>
  );
}

/** The element id of an option, for `aria-activedescendant`. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
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
        onClick={onChoose}
      >
        {option.mark}
        <span className={styles.label} dir="auto">
          {option.label}
        </span>
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
