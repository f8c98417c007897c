import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ListedSection } from '../../../api/types';
import type { Place } from '../../../data/lists/placed';
import { ChevronIcon } from '../../../ui/icons';
import { isComposing } from '../../../ui/isComposing';
import { Menu } from '../../../ui/Menu';
import { ProgressRing, progressInWords } from '../../../ui/ProgressRing';
import { NameField } from './NameField';
import styles from './Sections.module.css';
import { useSectionDrag } from './useSectionDrag';

export interface HeadingActions {
  rename: (section: ListedSection, name: string) => void;
  /** Moves it up or down, if it is not at the end. */
  move: (section: ListedSection, by: 1 | -1) => void;
  place: (section: ListedSection, place: Place) => void;
  remove: (section: ListedSection) => void;
}

interface Props {
  /** The id of the element that names the section. */
  id: string;
  section: ListedSection;
  isFirst: boolean;
  isLast: boolean;
  isFolded: boolean;
  onFold: (isFolded: boolean) => void;
  actions: HeadingActions;
}

/** The heading of a section: it folds, is renamed in place, and moves with Alt and the arrows. */
export function SectionHeading(props: Props) {
  const { id, section, isFirst, isLast, isFolded, onFold, actions } = props;
  const { name, open, closed } = section;
  const [isRenaming, setRenaming] = useState(false);
  const heading = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const drag = useSectionDrag(section, actions);

  useEffect(() => {
    if (isRenaming || !takesFocus.current) return;
    takesFocus.current = false;
    heading.current?.querySelector<HTMLElement>('[data-name]')?.focus();
  }, [isRenaming]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (by === undefined || !event.altKey || isComposing(event)) return;
    event.preventDefault();
    const focused = document.activeElement;
    actions.move(section, by);
    // An element that is moved within the document loses the focus.
    requestAnimationFrame(() => focused instanceof HTMLElement && focused.focus());
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move what its buttons belong to.
    <div
      ref={heading}
      className={styles.heading}
      onKeyDown={onKeyDown}
      draggable={!isRenaming}
      {...drag}
    >
      <button
        type="button"
        className={styles.fold}
        aria-label={`${isFolded ? 'Unfold' : 'Fold'} ${name}`}
        aria-expanded={!isFolded}
        onClick={() => onFold(!isFolded)}
      >
        <ChevronIcon />
      </button>
      <h2 id={id} className={isRenaming ? 'visually-hidden' : styles.name} dir="auto">
        {isRenaming ? (
          name
        ) : (
          <button type="button" data-name title="Rename" onClick={() => setRenaming(true)}>
            {name}
          </button>
        )}
      </h2>
      {isRenaming && (
        <NameField
          label={`Name of ${name}`}
          initial={name}
          onDone={(next, by) => {
            takesFocus.current = by === 'key';
            setRenaming(false);
            if (next !== undefined) actions.rename(section, next);
          }}
        />
      )}
      <span className={styles.progress}>
        {closed > 0 && <ProgressRing open={open} closed={closed} />}
        <span aria-hidden="true">{open > 0 && open.toLocaleString('en')}</span>
        <span className="visually-hidden">{progressInWords({ open, closed })}</span>
      </span>
      <Menu
        label={`More for ${name}`}
        items={[
          { label: 'Rename', run: () => setRenaming(true) },
          { label: 'Move up', isDisabled: isFirst, run: () => actions.move(section, -1) },
          { label: 'Move down', isDisabled: isLast, run: () => actions.move(section, 1) },
          { label: 'Delete', isDanger: true, run: () => actions.remove(section) },
        ]}
      />
    </div>
  );
}
