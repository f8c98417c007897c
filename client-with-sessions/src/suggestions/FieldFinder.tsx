import type { TaskPatch } from '../api/types';
import { useProjects } from '../data/queries/projects';
import { useSections } from '../data/queries/sections';
import { OptionFinder } from '../ui/OptionFinder';
import type { Option } from '../ui/OptionList';
import { Swatch } from '../ui/Swatch';
import { bulkOf, type ChoiceField, choicesOf, choosing, wordsOf } from '../words/fields';

/** The fields whose values are found by name. */
export type FoundField = 'project_id' | 'section_id' | ChoiceField;

interface Props {
  field: FoundField;
  /** What is chosen, in words: Priority of 3 tasks. */
  title: string;
  /** The value now, if there is one. */
  value?: string | number | null | undefined;
  /** The project of the sections. */
  project?: number | undefined;
  onPick: (patch: Pick<TaskPatch, FoundField>) => void;
}

interface Value extends Option {
  patch: Pick<TaskPatch, FoundField>;
}

/** Finds a value of a field among all it can have. */
export function FieldFinder({ field, title, onPick, ...rest }: Props) {
  const options = useValues(field, rest);
  return (
    <OptionFinder
      label={title}
      placeholder={`Which ${wordsOf(field).label.toLowerCase()}?`}
      options={options}
      onChoose={({ patch }) => onPick(patch)}
    />
  );
}

function useValues(
  field: FoundField,
  { value, project }: Pick<Props, 'value' | 'project'>,
): Value[] {
  const { projects = [] } = useProjects();
  const { sections = [] } = useSections(field === 'section_id' ? project : undefined);
  const none = { id: '', label: bulkOf(field)?.none ?? 'None' };

  if (field === 'project_id') {
    return [
      ...projects
        .filter(({ id, archived_at }) => archived_at === null || id === value)
        .map(({ id, name, colour }) => ({
          id: String(id),
          label: name,
          mark: <Swatch colour={colour} />,
          isOn: id === value,
          patch: { project_id: id },
        })),
      { ...none, isOn: value === null, patch: { project_id: null } },
    ];
  }
  if (field === 'section_id') {
    return [
      ...sections.map(({ id, name }) => ({
        id: String(id),
        label: name,
        isOn: id === value,
        patch: { section_id: id },
      })),
      { ...none, isOn: value === null, patch: { section_id: null } },
    ];
  }
  return choiceValues(field, none, value);
}

/** The highest first, and none last. */
function choiceValues(field: ChoiceField, none: Option, value: Props['value']): Value[] {
  const { empty } = wordsOf(field);
  const isRanked = bulkOf(field) !== undefined;
  const named = choicesOf(field).map(([id, name]) => ({
    id,
    label: isRanked && id === empty ? none.label : name,
  }));
  const ordered = isRanked ? named.toReversed() : named;
  return [...ordered, ...(empty === null ? [none] : [])].map((option) => ({
    ...option,
    isOn: option.id === (value ?? ''),
    patch: choosing(field, option.id),
  }));
}
