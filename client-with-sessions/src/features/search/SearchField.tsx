import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { FieldHelp } from '../../api/types';
import { queryFieldsQuery } from '../../data/queries/search';
import { Suggestions } from '../../suggestions/Suggestions';
import { useQueryTokens } from '../../suggestions/useQueryTokens';
import { useSuggestions } from '../../suggestions/useSuggestions';
import { Button } from '../../ui/Button';
import { SearchIcon } from '../../ui/icons';
import { asQuery } from './asQuery';
import { isHalfTyped } from './isHalfTyped';
import { QueryHelp } from './QueryHelp';
import styles from './Search.module.css';
import { aroundProblem, type QueryProblem } from './useQueryProblem';

/** How long a pause in typing must be before the list follows. */
const PAUSE_MS = 150;

const NONE: readonly FieldHelp[] = [];

interface Props {
  /** The query that the list shows. */
  q: string;
  problem: QueryProblem | undefined;
  onSearch: (q: string) => void;
}

/** The field that searches, with help on what it understands. */
export function SearchField({ q, problem, onSearch }: Props) {
  const id = useId();
  const [text, setText] = useState(q);
  const [isHelped, setHelped] = useState(false);
  const sent = useRef(q);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(input, text, useQueryTokens());
  const { data } = useQuery(queryFieldsQuery);
  const isHalf = isHalfTyped(text, data?.fields ?? NONE);

  // Something other than typing changed the URL: the Back button, a link.
  if (q !== sent.current) {
    sent.current = q;
    setText(q);
  }

  const search = (next: string) => {
    sent.current = asQuery(next.trim());
    if (sent.current !== q) onSearch(sent.current);
  };
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  useEffect(() => {
    // Enter asks all the same.
    if (isHalf) return;
    const timer = setTimeout(() => latest.current(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isHalf]);

  const add = (term: string) => {
    setText((before) => (before.trim() === '' ? term : `${before.trim()} ${term}`));
    input.current?.focus();
  };

  return (
    <search className={styles.search}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          search(text);
        }}
      >
        <label htmlFor={id} className={styles.icon}>
          <SearchIcon />
          <span className="visually-hidden">Search</span>
        </label>
        <input
          {...suggestions.field}
          ref={input}
          id={id}
          type="search"
          // biome-ignore lint/a11y/noAutofocus: the page was opened for it.
          autoFocus
          className={styles.input}
          dir="auto"
          placeholder="Words, or is:open tag:home due:<=fri"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={1000}
          value={text}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem && `${id}-problem`}
          onChange={(event) => setText(event.target.value)}
        />
        <Button variant="quiet" aria-expanded={isHelped} onClick={() => setHelped(!isHelped)}>
          Help
        </Button>
        <Suggestions {...suggestions.list} />
      </form>
      <div role="alert" id={`${id}-problem`}>
        {problem && <Problem q={q} problem={problem} />}
      </div>
      {isHelped && <QueryHelp onChoose={add} />}
    </search>
  );
}

function Problem({ q, problem: { message, at } }: { q: string; problem: QueryProblem }) {
  const [before, wrong, after] = at === undefined ? [q, '', ''] : aroundProblem(q, at);
  return (
    <div className={styles.problem}>
      {at !== undefined && (
        <code className={styles.query}>
          {before}
          <mark className={styles.wrong}>{wrong === '' ? '\u00a0' : wrong}</mark>
          {after}
        </code>
      )}
      <p>{message}</p>
    </div>
  );
}
