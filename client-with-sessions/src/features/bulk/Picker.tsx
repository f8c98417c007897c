import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TasksPatch } from '../../data/lists/patched';
import { useProjects } from '../../data/queries/projects';
import { useSections } from '../../data/queries/sections';
import { useSettings } from '../../data/queries/settings';
import { tagsQuery } from '../../data/queries/tags';
import { useToday } from '../../data/queries/today';
import { dateChoices, typedChoice, weekStartOf } from '../../dates/dateChoices';
import { MonthGrid } from '../../dates/MonthGrid';
import { useTypedDate } from '../../dates/useTypedDate';
import { Finder } from '../../ui/Finder';
import { FinderDialog } from '../../ui/FinderDialog';
import { narrow } from '../../ui/narrow';
import type { Option } from '../../ui/OptionList';
import { Swatch } from '../../ui/Swatch';
import { readTag } from '../../ui/tag';
import { bulkOf, choicesOf, choosing, wordsOf } from '../../words/fields';
import styles from './Picker.module.css';
import { PICKED_CHOICES, type PickedChoice, type PickedField } from './pickedField';
import { sectionedProject } from './sectionedProject';

interface Props {
  field: PickedField;
  ids: readonly number[];
  /** What will change, in words: 3 tasks. */
  what: string;
  onPick: (patch: TasksPatch) => void;
  onClose: () => void;
}

type Choosing = (props: Props) => ReactNode;

function isChoice(field: PickedField): field is PickedChoice {
  return PICKED_CHOICES.some((choice) => choice === field);
}

/** Asks what to set a field of some tasks to. */
export function Picker(props: Props) {
  const { field } = props;
  if (isChoice(field)) return <ChoicePicker {...props} field={field} />;
  const Choosing = PICKERS[field];
  return <Choosing {...props} />;
}

interface ListProps<T extends Option> {
  title: string;
  placeholder: string;
  options: T[];
  nothing?: string;
  /** The value of the typed words, besides the listed ones. */
  typed?: (query: string) => T | undefined;
  onChoose: (option: T) => void;
  onClose: () => void;
}

function PickerList<T extends Option>({ title, options, typed, ...rest }: ListProps<T>) {
  const { placeholder, nothing = 'Nothing matches.', onChoose, onClose } = rest;
  const [query, setQuery] = useState('');
  const extra = query.trim() === '' ? undefined : typed?.(query.trim());
  const found = narrow(options, query);
  const shown = extra ? [...found, extra] : found;

  return (
    <FinderDialog title={title} onClose={onClose}>
      <Finder
        label={title}
        placeholder={placeholder}
        options={shown}
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => {
          const option = shown.find((one) => one.id === id);
          if (option) onChoose(option);
        }}
        nothing={nothing}
      />
    </FinderDialog>
  );
}

function DatePicker({ field, what, onPick, onClose }: Props & { field: 'due' | 'planned' }) {
  const { none, ...words } = bulkOf(field);
  const title = words.title(what);
  const { settings } = useSettings();
  const [query, setQuery] = useState('');
  const { typed, isAsking } = useTypedDate(query);
  const understood = typed?.due;
  const [isMonth, setIsMonth] = useState(false);
  const today = useToday();
  const pick = (value: string | null) =>
    onPick(field === 'due' ? { due: value } : { planned: value?.slice(0, 16) ?? null });

  const listed = settings ? dateChoices(settings, new Date(), none) : [];
  const found = narrow(listed, query);
  const isKnown = found.some(({ value }) => value === understood);
  const shown = understood && !isKnown ? [typedChoice(understood), ...found] : found;

  return (
    <FinderDialog title={title} onClose={onClose}>
      {isMonth ? (
        <MonthGrid
          chosen={undefined}
          today={today}
          weekStart={weekStartOf(settings)}
          onChoose={pick}
        />
      ) : (
        <Finder
          label={title}
          placeholder="fri, 12 dec, in 3 days…"
          options={shown}
          query={query}
          onQuery={setQuery}
          onChoose={({ id }) => {
            const choice = shown.find((one) => one.id === id);
            if (choice) pick(choice.value);
          }}
          isAsking={isAsking}
          nothing="That is not a date yet. Try fri, 12 dec or 2026-12-24."
        />
      )}
      <button
        type="button"
        className={styles.calendar}
        aria-pressed={isMonth}
        onClick={() => setIsMonth(!isMonth)}
      >
        Another day
      </button>
    </FinderDialog>
  );
}

/** Picks a value for any field that has only a few. */
function ChoicePicker({ field, what, onPick, onClose }: Props & { field: PickedChoice }) {
  const { title, none } = bulkOf(field);
  const { label, empty } = wordsOf(field);
  const named = choicesOf(field).map(([id, name]) => ({ id, label: id === empty ? none : name }));
  const options = [...named.toReversed(), ...(empty === null ? [{ id: '', label: none }] : [])];
  return (
    <PickerList
      title={title(what)}
      placeholder={`Which ${label.toLowerCase()}?`}
      options={options}
      onChoose={({ id }) => onPick(choosing(field, id))}
      onClose={onClose}
    />
  );
}

function ProjectPicker({ what, onPick, onClose }: Props) {
  const { title, none } = bulkOf('project_id');
  const { projects = [] } = useProjects();
  const options = [
    ...projects
      .filter(({ archived_at }) => archived_at === null)
      .map(({ id, name, colour }) => ({
        id: String(id),
        label: name,
        mark: <Swatch colour={colour} />,
        project: id as number | null,
      })),
    { id: 'none', label: none, project: null },
  ];
  return (
    <PickerList
      title={title(what)}
      placeholder="Which project?"
      options={options}
      onChoose={({ project }) => onPick({ project_id: project })}
      onClose={onClose}
    />
  );
}

function SectionPicker({ ids, what, onPick, onClose }: Props) {
  const { title, none } = bulkOf('section_id');
  const client = useQueryClient();
  const [project] = useState(() => sectionedProject(client, ids));
  const { sections = [] } = useSections(project);
  const options = [
    ...sections.map(({ id, name }) => ({
      id: String(id),
      label: name,
      section: id as number | null,
    })),
    { id: 'none', label: none, section: null },
  ];
  return (
    <PickerList
      title={title(what)}
      placeholder="Which section?"
      options={options}
      onChoose={({ section }) => onPick({ section_id: section })}
      onClose={onClose}
    />
  );
}

function TagPicker({ field, what, onPick, onClose }: Props) {
  const { data: tags = [] } = useQuery(tagsQuery);
  const isAdding = field === 'addTag';
  const known = new Set(tags.map(({ name }) => name));
  return (
    <PickerList<Option>
      title={isAdding ? `Tag ${what}` : `Remove a tag from ${what}`}
      placeholder="Which tag?"
      options={tags.map(({ name }) => ({ id: name, label: `#${name}` }))}
      typed={(query) => {
        const tag = isAdding ? readTag(query) : undefined;
        const isNew = tag !== undefined && !known.has(tag);
        return isNew ? { id: tag, label: `New tag: #${tag}` } : undefined;
      }}
      nothing={isAdding ? 'A tag is made of letters, digits and - _ / .' : 'No tag matches.'}
      onChoose={({ id }) => onPick(isAdding ? { add_tags: [id] } : { remove_tags: [id] })}
      onClose={onClose}
    />
  );
}

const PICKERS = {
  due: (props) => <DatePicker {...props} field="due" />,
  planned: (props) => <DatePicker {...props} field="planned" />,
  project_id: ProjectPicker,
  section_id: SectionPicker,
  addTag: TagPicker,
  removeTag: TagPicker,
} satisfies Record<Exclude<PickedField, PickedChoice>, Choosing>;
