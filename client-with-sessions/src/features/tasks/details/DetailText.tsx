import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Task, TaskPatch } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { makeSubtasks } from '../../../data/mutations/makeSubtasks';
import { isComposing } from '../../../ui/isComposing';
import { descriptionError, titleError } from '../editor/rules';
import { DescriptionField } from './DescriptionField';
import styles from './TaskDetails.module.css';
import { TitleLinks } from './TitleLinks';
import { useSavedWhenGone } from './useSavedWhenGone';

interface Props {
  task: Task;
  /** Saves a change to the task as the user saw it when they began to type. */
  onSave: (patch: TaskPatch, seen: Task) => void;
}

/** The title and the description, saved when they are left. */
export function DetailText({ task, onSave }: Props) {
  const { mutate } = useMutations();
  const title = useText(task, task.title);
  const description = useText(task, task.description ?? '');
  const titleProblem = title.isTouched ? titleError(title.text) : undefined;
  const problem = titleProblem ?? descriptionError(description.text);

  const saveTitle = () => {
    const seen = title.leave();
    const text = title.text.trim();
    if (titleError(text) || text === seen.title || !title.isNew(text)) return false;
    onSave({ title: text }, seen);
    return true;
  };
  const saveDescription = () => {
    const seen = description.leave();
    const text = description.text.trim() === '' ? null : description.text;
    if (descriptionError(description.text) || text === seen.description) return false;
    if (!description.isNew(text ?? '')) return false;
    onSave({ description: text }, seen);
    return true;
  };
  useSavedWhenGone(() => [saveTitle(), saveDescription()].includes(true));
  const onTitleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    event.preventDefault();
    saveTitle();
  };

  return (
    <div className={styles.text}>
      <textarea
        aria-label="Title"
        className={styles.title}
        dir="auto"
        rows={1}
        value={title.text}
        aria-invalid={titleProblem !== undefined || undefined}
        onFocus={title.begin}
        onChange={(event) => title.type(event.target.value.replaceAll('\n', ' '))}
        onKeyDown={onTitleKey}
        onBlur={saveTitle}
      />
      <TitleLinks title={title.text} />
      <DescriptionField
        field={{
          value: description.text,
          onFocus: description.begin,
          onChange: (event) => description.type(event.target.value),
          onBlur: saveDescription,
        }}
        isWrong={descriptionError(description.text) !== undefined}
        onSave={saveDescription}
        onReplace={(text) => onSave({ description: text }, task)}
        onMakeSubtasks={(lines, rest) => mutate(makeSubtasks({ task, lines, description: rest }))}
      />
      <div role="alert">{problem && <p className={styles.problem}>{problem}</p>}</div>
    </div>
  );
}

/** A text that follows the task until the user edits it. */
function useText(task: Task, saved: string) {
  const [text, setText] = useState(saved);
  const [isTouched, setIsTouched] = useState(false);
  const begun = useRef<Task>(undefined);
  const sent = useRef<string>(undefined);

  useEffect(() => {
    sent.current = undefined;
    if (!begun.current) setText(saved);
  }, [saved]);

  return {
    text,
    isTouched,
    begin() {
      begun.current = task;
    },
    type(next: string) {
      setText(next);
      setIsTouched(true);
    },
    /** Whether this was not sent just now. */
    isNew(next: string): boolean {
      const isNew = sent.current !== next;
      sent.current = next;
      return isNew;
    },
    /** The task as it was when the user began to type. */
    leave(): Task {
      const seen = begun.current ?? task;
      begun.current = document.hasFocus() ? undefined : seen;
      return seen;
    },
  };
}
