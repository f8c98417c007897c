import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { isSessionEnded } from '../../../api/errors';
import type { Task, TaskPatch } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import type { Then } from '../../../data/makeMutations';
import { differing, only, without } from '../../../data/outbox/conflict';
import { useConflict } from '../../../data/useConflict';
import { FIELD_NAMES, type Field } from '../../../words/fields';
import { type DetailsDraft, keepDetails, readDetails, type TypedField } from '../editor/drafts';
import { fieldsOf, isSettled, isUnsent, patchOf, withoutTyped, withTyped } from './draftOf';
import { TYPED, TYPED_FIELDS } from './typedFields';
import { useSavedWhenGone } from './useSavedWhenGone';

/** How long a pause in typing has to be for what was typed to be saved. */
const PAUSE_MS = 1_000;

interface Props {
  task: Task;
  /** The id of the user whose task it is. */
  owner: number;
  /** It was deleted elsewhere: nothing is saved unless the user says so. */
  isGone: boolean;
  onSave: (patch: TaskPatch, seen: Task, then: Then) => void;
}

export type Draft = ReturnType<typeof useDraft>;

/**
 * All that is typed into the details and not saved yet. It is saved as one change after a pause and
 * when the details are left, and outlives a reload and a new login.
 */
export function useDraft({ task, owner, isGone, onSave }: Props) {
  const { id } = task;
  const { conflicts } = useMutations();
  const asked = useConflict(task);
  const [draft, setDraft] = useState(() => readDetails(owner, id));
  const [focused, setFocused] = useState<TypedField>();
  const [judged, setJudged] = useState<readonly TypedField[]>([]);
  const latest = useRef(draft);
  const holds = useRef<TypedField>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const set = (next: DetailsDraft | undefined) => {
    latest.current = next;
    setDraft(next);
  };
  const hold = (field: TypedField | undefined) => {
    holds.current = field;
    setFocused(field);
  };
  const keep = () => keepDetails(owner, id, latest.current);
  const drop = (isOver: (field: TypedField, draft: DetailsDraft) => boolean) => {
    const before = latest.current;
    if (before && fieldsOf(before).some((field) => isOver(field, before))) {
      set(withoutTyped(before, (field) => isOver(field, before)));
    }
  };

  const save = (fields: readonly TypedField[] = TYPED_FIELDS): boolean => {
    clearTimeout(timer.current);
    const before = latest.current;
    if (!before || isGone) return false;
    // A tag is added to those that the task has now.
    const now = { ...before, base: { ...before.base, tags: task.tags } };
    const tried = fieldsOf(now).filter((field) => fields.includes(field));
    const changed = patchOf(now, tried);
    setJudged(tried);
    const sent = { ...now, base: { ...now.base, ...changed } };
    set('tags' in changed ? withoutTyped(sent, (field) => field === 'tags') : sent);
    // Of what was changed elsewhere too, it is asked which to keep: whoever types on has not chosen.
    const open = differing(conflicts.of(id) ?? {}, task);
    const held = only(changed, (field) => field in open);
    const patch = without(changed, held);
    if (Object.keys(held).length > 0) conflicts.hold(id, held);
    if (Object.keys(patch).length === 0) {
      keep();
      return false;
    }
    onSave(patch, now.base, {
      done() {
        drop((field, now) => field !== holds.current && isSettled(now, field));
        keep();
      },
      refused(error) {
        // After the next login, the draft is saved again.
        if (isSessionEnded(error)) return false;
        drop((field, now) => field in patch && isSettled(now, field));
        keep();
        return false;
      },
    });
    return true;
  };
  useSavedWhenGone(save);

  const latestSave = useRef(save);
  const saveSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latestSave.current(), PAUSE_MS);
  };

  useEffect(() => {
    latestSave.current = () => save(TYPED_FIELDS.filter((one) => !isHalf(one, focused)));
    // What was saved is that of the task again, as soon as the task has it.
    drop(
      (field, now) =>
        field !== focused &&
        isSettled(now, field) &&
        ((asked && field in asked) || TYPED[field].textOf(task) === TYPED[field].textOf(now.base)),
    );
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was restored is saved once.
  useEffect(() => {
    if (isUnsent(latest.current)) saveSoon();
    return () => clearTimeout(timer.current);
  }, []);

  return {
    isUnsent: isUnsent(draft),
    /** What was changed here and elsewhere, with what was typed since. */
    asked: asked && {
      ...asked,
      ...only(draft ? patchOf(draft, fieldsOf(draft)) : {}, (field) => field in asked),
    },
    /** Lets go of what was typed in these fields. */
    letGo(fields: readonly string[]) {
      conflicts.settle(id, fields as Field[]);
      drop((field) => fields.includes(field));
      keep();
    },
    save: () => save(),
    /** What is typed or was not saved, as a change of the task that the user saw. */
    change: () => ({
      patch: { ...asked, ...(draft && patchOf(draft, fieldsOf(draft))) },
      seen: {
        ...(draft?.base ?? task),
        ...only(task, (field) => asked !== undefined && field in asked),
      },
    }),
    discard() {
      set(undefined);
      keep();
      conflicts.settle(id, FIELD_NAMES);
    },
    /** Replaces a text and saves it at once, as a change of its own. */
    replace(field: TypedField, text: string) {
      set(withTyped(latest.current, task, field, text));
      save([field]);
    },
    problemOf(field: TypedField): string | undefined {
      const text = draft?.typed[field];
      const { isShort, problem } = TYPED[field];
      if (text === undefined || (isShort && !judged.includes(field))) return undefined;
      return problem(text);
    },
    /** The props of the control of a field. */
    field: (field: TypedField) => ({
      value: draft?.typed[field] ?? TYPED[field].textOf({ ...task, ...asked } as Task),
      onFocus: () => hold(field),
      onChange({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) {
        const text = field === 'title' ? target.value.replaceAll('\n', ' ') : target.value;
        set(withTyped(latest.current, task, field, text));
        keep();
        setJudged(judged.filter((one) => one !== field));
        saveSoon();
      },
      onBlur() {
        // Whoever looks at another window has not left the field.
        if (!document.hasFocus()) return;
        hold(undefined);
        if (TYPED[field].isShort) save();
      },
    }),
  };
}

function isHalf(field: TypedField, focused: TypedField | undefined): boolean {
  return field === focused && TYPED[field].isShort === true;
}
