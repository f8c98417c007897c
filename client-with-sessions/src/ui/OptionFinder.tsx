import { useState } from 'react';
import { Finder } from './Finder';
import { narrow } from './narrow';
import type { Option } from './OptionList';

interface Props<T extends Option> {
  label: string;
  placeholder: string;
  options: T[];
  /** Shown if nothing matches. */
  nothing?: string;
  /** The value of the typed words, besides the listed ones. */
  typed?: (query: string) => T | undefined;
  onChoose: (option: T) => void;
}

/** A field that finds one of some options by the words typed. */
export function OptionFinder<T extends Option>({ options, typed, onChoose, ...rest }: Props<T>) {
  const { label, placeholder, nothing = 'Nothing matches.' } = rest;
  const [query, setQuery] = useState('');
  const extra = query.trim() === '' ? undefined : typed?.(query.trim());
  const found = narrow(options, query);
  const shown = extra ? [...found, extra] : found;

  return (
    <Finder
      {...{ label, placeholder, nothing, query }}
      options={shown}
      onQuery={setQuery}
      onChoose={({ id }) => {
        const option = shown.find((one) => one.id === id);
        if (option) onChoose(option);
      }}
    />
  );
}
