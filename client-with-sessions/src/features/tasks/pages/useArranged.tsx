import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../../commands/CommandsProvider';
import { always, type Command } from '../../../commands/command';
import { arrangedSource, type GroupKey, orderIn } from '../../../data/lists/arrangement';
import type { Source } from '../../../data/lists/lists';
import { ArrangeIcon } from '../../../ui/icons';
import { LoadingDialog } from '../../../ui/LoadingDialog';
import { loadable } from '../../../ui/loadable';
import { useLatest } from '../../../ui/useLatest';
import styles from '../list/Arranged.module.css';
import type { Arranging } from '../list/arranging';

const { Component: Arrangement } = loadable(
  async () => (await import('../arrange/code')).Arrangement,
);
const { Component: ArrangementLine } = loadable(
  async () => (await import('../arrange/code')).ArrangementLine,
);

/** How long the page must be settled before the code of the menu and its commands is fetched. */
const SETTLED_MS = 1_500;

interface Arranged {
  /** What was chosen. */
  query: string;
  source: Source;
  /** By what the list is divided; undefined if it is not arranged, so that a page may divide it as it does. */
  group: GroupKey | undefined;
  isArranged: boolean;
  /** Whether filters leave something out, so that an empty list may not be one. */
  isFiltered: boolean;
  /** The button that opens the menu, for the head of the page. */
  button: ReactNode;
  /** What was chosen, below the head. */
  line: ReactNode;
}

interface Options {
  /** It chooses the columns of a board. */
  isBoard?: boolean;
}

/** A list as it was arranged, and the menu that does so. */
export function useArranged(
  own: Source,
  arranging: Arranging | undefined,
  { isBoard = false }: Options = {},
): Arranged {
  // Shown while the menu is open, and kept when it is closed: one change for all that was chosen in it.
  const [chosen, choose] = useState<string>();
  const [isOpen, setOpen] = useState<'menu' | 'filter' | false>(false);
  // Its commands are there once the page is settled, or the menu was opened.
  const [isSettled, setSettled] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const query = chosen ?? arranging?.query ?? '';
  const isArranged = arranging !== undefined && query !== '';
  const source = useMemo(
    () => (arranging && query !== '' ? arrangedSource(arranging, query, own) : own),
    [arranging, query, own],
  );
  const canArrange = arranging !== undefined;
  const openMenu = useCallback(() => {
    setSettled(true);
    setOpen('menu');
  }, []);
  useCommands(useMemo(() => (canArrange ? [openCommand(openMenu)] : []), [canArrange, openMenu]));
  useEffect(() => {
    if (!canArrange) return;
    const timer = setTimeout(() => setSettled(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [canArrange]);

  const save = (next: string) => {
    choose(undefined);
    if (next !== arranging?.query) arranging?.save(next);
  };
  const latest = useLatest(() => chosen !== undefined && save(chosen));
  // Who leaves the page with the menu open has chosen, too.
  useEffect(() => () => void latest(), [latest]);

  if (!arranging) {
    return {
      query,
      source,
      group: undefined,
      isArranged: false,
      isFiltered: false,
      button: null,
      line: null,
    };
  }
  const group = (orderIn(query, 'group') ?? arranging.group ?? 'none') as GroupKey;
  return {
    query,
    source,
    group: isArranged ? group : undefined,
    isArranged,
    isFiltered: source.kind === 'query' && source.of?.isFiltered === true,
    button: (
      <>
        <button
          ref={button}
          type="button"
          className={styles.button}
          aria-haspopup="dialog"
          aria-expanded={isOpen !== false}
          onClick={openMenu}
        >
          <ArrangeIcon />
          <span className={styles.name}>Display</span>
        </button>
        {isSettled && (
          <Arrangement
            fallback={isOpen && <LoadingDialog onClose={() => setOpen(false)} />}
            {...{ arranging, query, source, isBoard, isOpen }}
            beside={() => button.current?.getBoundingClientRect()}
            onChoose={choose}
            onSave={save}
            onOpen={setOpen}
            onClose={() => {
              setOpen(false);
              save(query);
            }}
          />
        )}
      </>
    ),
    line: isArranged && arranging.base !== undefined && (
      <ArrangementLine
        fallback={<div className={styles.line} />}
        {...{ query, source }}
        onChange={save}
      />
    ),
  };
}

function openCommand(open: () => void): Command {
  return {
    id: 'list.arrange',
    group: 'This page',
    label: 'Display: group, sort and filter',
    words: 'arrange view order options',
    keys: ['v'],
    run: always(open),
  };
}
