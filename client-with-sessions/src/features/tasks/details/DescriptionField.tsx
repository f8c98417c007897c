import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from '../../../markdown/Markdown.module.css';
import { fetchMarkdown, ShownMarkdown } from '../../../markdown/ShownMarkdown';
import { Button } from '../../../ui/Button';
import { isComposing } from '../../../ui/isComposing';
import { listItems, takeLines } from './listItems';
import type { Draft } from './useDraft';

interface Props {
  draft: Draft;
  /** Turns lines of it into subtasks. */
  onMakeSubtasks: (lines: string[], rest: string | null) => void;
}

/** The description: shown rendered, and as it was written while it is edited. Ctrl+Enter saves. */
export function DescriptionField({ draft, onMakeSubtasks }: Props) {
  const field = draft.field('description');
  const isWrong = draft.problemOf('description') !== undefined;
  const [isEditing, setEditing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const moves = useRef(false);
  const [pasted, setPasted] = useState<string[]>([]);
  const { taken, rest } = takeLines(field.value, pasted);
  const isShown = !isEditing && !isWrong && field.value.trim() !== '';

  useEffect(() => void fetchMarkdown(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the switch.
  useEffect(() => {
    if (!moves.current) return;
    moves.current = false;
    const target = box.current?.querySelector<HTMLElement>('textarea, [data-edit]');
    target?.focus();
    if (target instanceof HTMLTextAreaElement) target.setSelectionRange(-1, -1);
  }, [isShown]);

  const turn = (next: boolean) => {
    moves.current = true;
    setEditing(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    draft.save();
    turn(false);
  };

  return (
    <div ref={box}>
      {isShown ? (
        <ShownMarkdown
          label="Description"
          text={field.value}
          onChange={(text) => draft.replace('description', text)}
          onEdit={() => turn(true)}
        />
      ) : (
        <textarea
          {...field}
          aria-label="Description"
          aria-invalid={isWrong || undefined}
          className={styles.written}
          dir="auto"
          placeholder="Add a description"
          rows={2}
          onFocus={() => {
            setEditing(true);
            field.onFocus();
          }}
          onBlur={() => {
            field.onBlur();
            // Whoever looks at another window has not left it.
            if (document.hasFocus()) setEditing(false);
          }}
          onKeyDown={onKeyDown}
          onPaste={({ clipboardData }) => setPasted(listItems(clipboardData.getData('text')))}
        />
      )}
      {taken.length > 0 && !('description' in (draft.asked ?? {})) && (
        <Button
          variant="quiet"
          onClick={() => {
            setPasted([]);
            onMakeSubtasks(taken, rest);
          }}
        >
          Make {taken.length === 1 ? 'a subtask' : `${taken.length} subtasks`}
        </Button>
      )}
    </div>
  );
}
