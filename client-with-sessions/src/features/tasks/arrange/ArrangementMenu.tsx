import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { orderIn, withOrder } from '../../../data/lists/arrangement';
import type { Source } from '../../../data/lists/lists';
import { useProjects } from '../../../data/queries/projects';
import { tagsQuery } from '../../../data/queries/tags';
import { Button } from '../../../ui/Button';
import { ReverseIcon } from '../../../ui/icons';
import { placeBeside } from '../../../ui/placeBeside';
import type { Arranging } from '../list/arranging';
import { SaveQueryContext } from '../list/saveQuery';
import styles from './Arrangement.module.css';
import { type FilterField, filterBy, projectTerm, withFilter, withWords, wordsIn } from './filters';
import {
  DUES,
  GROUPS,
  NO_PROJECT,
  NO_TAG,
  PRIORITIES,
  readSort,
  SORTS,
  sortInWords,
  sortsOf,
  termInWords,
} from './words';

interface Props {
  arranging: Arranging;
  query: string;
  source: Source;
  isBoard: boolean;
  isOpen: 'menu' | 'filter' | false;
  beside: () => DOMRect | undefined;
  onChoose: (query: string) => void;
  onClose: () => void;
}

/** Narrower pages show a sheet at the bottom. */
const SHEET = '(max-width: 599px)';

/** How a list is grouped, sorted and filtered, to choose from beside the button or, on a phone, in a sheet. */
export function ArrangementMenu(props: Props) {
  const { arranging, query, source, isBoard, isOpen, beside, onChoose, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const saveQuery = useContext(SaveQueryContext);
  const [isNaming, setNaming] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it opens once, where its button was then.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    if (!window.matchMedia(SHEET).matches) placeBeside(beside(), element, 'end');
    const first = isOpen === 'filter' ? '[data-filters] select' : 'select';
    element?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  if (isNaming && saveQuery && source.kind === 'query') {
    return saveQuery(source.q, onClose);
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop does what Escape does.
    <dialog
      ref={dialog}
      className={styles.menu}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.content}>
        <h2 id={id} className={styles.title}>
          Display
        </h2>
        <Order {...{ arranging, query, isBoard, onChoose }} />
        <Filters {...{ arranging, query, onChoose }} />
        <div className={styles.buttons}>
          {arranging.base !== undefined && (
            <Button disabled={query === ''} onClick={() => onChoose('')}>
              Reset
            </Button>
          )}
          {saveQuery && arranging.base !== undefined && source.kind === 'query' && (
            <Button onClick={() => setNaming(true)}>Save as a view</Button>
          )}
          <Button variant="primary" className={styles.done} onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </dialog>
  );
}

type PartProps = Pick<Props, 'arranging' | 'query' | 'isBoard' | 'onChoose'>;

/** The groups, or the columns of a board, and the order. */
function Order({ arranging, query, isBoard, onChoose }: PartProps) {
  const ownGroup = arranging.group ?? 'none';
  const chosen = orderIn(query, 'group') ?? ownGroup;
  // With the groups of a list, the columns of the board stay as they are.
  const isShown = !isBoard || arranging.groups.some((one) => one === chosen);
  const group = isShown ? chosen : ownGroup;
  const sort = orderIn(query, 'sort') ?? arranging.sort ?? '';
  const { key, isReversed } = readSort(sort);
  const isOwn = (one: string) => one === (arranging.sort ?? '');
  const groups =
    isBoard || arranging.groups.includes('none') ? [] : [{ value: 'none', label: 'No groups' }];
  const change = (next: string) =>
    onChoose(withOrder(query, 'sort', isOwn(next) ? undefined : next));
  return (
    <>
      <Choice
        label={isBoard ? 'Columns' : 'Group by'}
        value={group}
        options={[
          ...groups,
          ...arranging.groups.map((value) => ({ value, label: capital(GROUPS[value]) })),
        ]}
        onChange={(value) =>
          onChoose(withOrder(query, 'group', value === ownGroup ? undefined : value))
        }
      />
      <div className={styles.sort}>
        <Choice
          label="Sort by"
          value={key}
          options={sortsOf(arranging).map((value) => ({
            value,
            label: value === 'position' ? 'By hand' : capital(SORTS[value]?.name ?? value),
          }))}
          other={arranging.sort === undefined ? 'As it comes' : undefined}
          onChange={(next) => {
            const own = arranging.sort ?? '';
            change(next === readSort(own).key ? own : next);
          }}
        />
        <button
          type="button"
          className={styles.reverse}
          aria-label={`Reverse: now ${sort === '' ? 'as it comes' : sortInWords(sort)}`}
          title={sort === '' ? undefined : capital(sortInWords(sort))}
          disabled={key === '' || key === 'position'}
          onClick={() => change(isReversed ? key : `-${key}`)}
        >
          <ReverseIcon isReversed={isReversed} />
        </button>
      </div>
    </>
  );
}

function Filters({ arranging, query, onChoose }: Omit<PartProps, 'isBoard'>) {
  const { projects = [] } = useProjects();
  const { data: tags = [] } = useQuery(tagsQuery);
  const hasProjects = !arranging.base?.startsWith('project:') && arranging.base !== 'is:inbox';
  const hasDues = arranging.base !== 'is:inbox' && arranging.base !== 'is:done';
  const field = (
    label: string,
    by: FilterField,
    any: string,
    choices: { term: string; label: string }[],
  ) => (
    <Choice
      label={label}
      value={filterBy(query, by)}
      options={[
        { value: '', label: any },
        ...choices.map(({ term, label: name }) => ({ value: term, label: name })),
      ]}
      onChange={(term) => onChoose(withFilter(query, by, term))}
    />
  );
  return (
    <fieldset data-filters className={styles.filters}>
      <legend className={styles.legend}>Show only</legend>
      {field('Priority', 'priority', 'Any priority', PRIORITIES)}
      {hasDues && field('Due', 'due', 'Any time', DUES)}
      {hasProjects &&
        field('Project', 'project', 'Any project', [
          ...projects
            .filter(({ archived_at }) => archived_at === null)
            .map(({ name }) => ({ term: projectTerm(name), label: name })),
          NO_PROJECT,
        ])}
      {field('Tag', 'tag', 'Any tag', [
        ...tags.map(({ name }) => ({ term: `tag:${name}`, label: `#${name}` })),
        NO_TAG,
      ])}
      <Words {...{ query, onChoose }} />
    </fieldset>
  );
}

/** How long a pause in typing must be before the list follows. */
const PAUSE_MS = 200;

function Words({ query, onChoose }: Pick<Props, 'query' | 'onChoose'>) {
  const id = useId();
  const [text, setText] = useState(() => wordsIn(query));
  const next = withWords(query, text);
  const isTyped = wordsIn(next) !== wordsIn(query);
  useEffect(() => {
    if (!isTyped) return;
    const timer = setTimeout(() => onChoose(next), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isTyped, next, onChoose]);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Words</label>
      <input
        id={id}
        className={styles.input}
        type="text"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder="In the title or the description"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  /** The name of having no value. */
  other?: string | undefined;
  onChange: (value: string) => void;
}

/** A choice of one. What was typed as a query and is not among the options stays one. */
function Choice({ label, value, options, other, onChange }: ChoiceProps) {
  const id = useId();
  const isKnown = options.some((option) => option.value === value);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {other !== undefined && <option value="">{other}</option>}
        {!isKnown && value !== '' && <option value={value}>{termInWords(value)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
