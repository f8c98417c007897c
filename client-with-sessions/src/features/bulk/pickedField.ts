/** A field that is chosen from a list. */
export type PickedField = 'due' | 'planned' | 'priority' | 'project' | 'addTag' | 'removeTag';
