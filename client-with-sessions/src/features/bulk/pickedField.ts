import { type BulkField, bulkOf, CHOICE_FIELDS, type ChoiceField } from '../../words/fields';

/** What is chosen for several tasks: a value of a field, or a tag that is added or removed. */
export type PickedField = Exclude<BulkField, 'tags'> | 'addTag' | 'removeTag';

/** The fields of few values that several tasks can be given at once. */
export type PickedChoice = BulkField & ChoiceField;

export const PICKED_CHOICES = CHOICE_FIELDS.filter(
  (field): field is PickedChoice => bulkOf(field) !== undefined,
);
