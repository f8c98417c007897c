import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './classNames';
import styles from './OptionList.module.css';

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

interface Props<T extends Option> {
  id: string;
  label: string;
  options: T[];
  /** The one that a key would take; -1 is none. */
  current: number;
  className?: string | undefined;
  /** The pointer is over one. */
  onPoint?: (index: number) => void;
  onChoose: (option: T) => void;
}

/** What a field lets choose from, while the field keeps the focus. */
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
      // The field keeps the focus, also where there is nothing to choose.
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

/** What `aria-activedescendant` names. */
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
