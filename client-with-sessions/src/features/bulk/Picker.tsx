import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TasksPatch } from '../../data/lists/patched';
import { tagsQuery } from '../../data/queries/tags';
import { DayFinder } from '../../dates/DayFinder';
import { FieldFinder, type FoundField } from '../../suggestions/FieldFinder';
import { FinderDialog } from '../../ui/FinderDialog';
import { OptionFinder } from '../../ui/OptionFinder';
import type { Option } from '../../ui/OptionList';
import { readTag } from '../../ui/tag';
import { type BulkField, bulkOf } from '../../words/fields';
import type { PickedField } from './pickedField';
import { sectionedProject } from './sectionedProject';

interface Props {
  field: PickedField;
  ids: readonly number[];
  /** What will change, in words: 3 tasks. */
  what: string;
  onPick: (patch: TasksPatch) => void;
  onClose: () => void;
}

/** Asks what to set a field of some tasks to. */
export function Picker(props: Props) {
  const { field } = props;
  if (field === 'due' || field === 'planned') return <DayPicker {...props} field={field} />;
  if (field === 'addTag' || field === 'removeTag') return <TagPicker {...props} />;
  return <ValuePicker {...props} field={field} />;
}

/** Picks a day for a task to be due or planned. */
function DayPicker({ field, what, onPick, onClose }: Props & { field: 'due' | 'planned' }) {
  const { none, title } = bulkOf(field);
  return (
    <DayFinder
      title={title(what)}
      none={none}
      onPick={(value) =>
        onPick(field === 'due' ? { due: value } : { planned: value?.slice(0, 16) ?? null })
      }
      onClose={onClose}
    />
  );
}

/** Picks one of the values that a field can have. */
function ValuePicker({
  field,
  ids,
  what,
  onPick,
  onClose,
}: Props & { field: FoundField & BulkField }) {
  const title = bulkOf(field).title(what);
  const client = useQueryClient();
  const [project] = useState(() => sectionedProject(client, ids));
  return (
    <FinderDialog title={title} onClose={onClose}>
      <FieldFinder {...{ field, title, project, onPick }} />
    </FinderDialog>
  );
}

function TagPicker({ field, what, onPick, onClose }: Props) {
  const { data: tags = [] } = useQuery(tagsQuery);
  const isAdding = field === 'addTag';
  const known = new Set(tags.map(({ name }) => name));
  const title = isAdding ? `Tag ${what}` : `Remove a tag from ${what}`;
  return (
    <FinderDialog title={title} onClose={onClose}>
      <OptionFinder<Option>
        label={title}
        placeholder="Which tag?"
        options={tags.map(({ name }) => ({ id: name, label: `#${name}` }))}
        typed={(query) => {
          const tag = isAdding ? readTag(query) : undefined;
          const isNew = tag !== undefined && !known.has(tag);
          return isNew ? { id: tag, label: `New tag: #${tag}` } : undefined;
        }}
        nothing={isAdding ? 'A tag is made of letters, digits and - _ / .' : 'No tag matches.'}
        onChoose={({ id }) => onPick(isAdding ? { add_tags: [id] } : { remove_tags: [id] })}
      />
    </FinderDialog>
  );
}
