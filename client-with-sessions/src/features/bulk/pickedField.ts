import { type BulkField, bulkOf, CHOICE_FIELDS, type ChoiceField } from '../../words/fields';

/** What is picked for several tasks: the value of a field, or a tag to add or remove. */
export type PickedField = BulkField | 'addTag' | 'removeTag';

/** The fields with a few values that can be set for several tasks at once. */
type PickedChoice = BulkField & ChoiceField;

export const PICKED_CHOICES = CHOICE_FIELDS.filter(
  (field): field is PickedChoice => bulkOf(field) !== undefined,
);
