import type { KeyboardEvent } from 'react';
import type { Task } from '../../../api/types';
import { useMutations } from '../../../data/MutationsProvider';
import { makeSubtasks } from '../../../data/mutations/makeSubtasks';
import { isComposing } from '../../../ui/isComposing';
import { DescriptionField } from './DescriptionField';
import styles from './TaskDetails.module.css';
import { TitleLinks } from './TitleLinks';
import type { Draft } from './useDraft';

interface Props {
  task: Task;
  draft: Draft;
}

/** The title and the description. */
export function DetailText({ task, draft }: Props) {
  const { mutate } = useMutations();
  const titleProblem = draft.problemOf('title');
  const problem = titleProblem ?? draft.problemOf('description');
  const onTitleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    event.preventDefault();
    draft.save();
  };

  return (
    <div className={styles.text}>
      <textarea
        {...draft.field('title')}
        aria-label="Title"
        className={styles.title}
        dir="auto"
        rows={1}
        aria-invalid={titleProblem !== undefined || undefined}
        onKeyDown={onTitleKey}
      />
      <TitleLinks title={draft.field('title').value} />
      <DescriptionField
        draft={draft}
        onMakeSubtasks={(lines, rest) => {
          // What was pasted comes back with an undo.
          draft.save();
          mutate(makeSubtasks({ task, lines, description: rest }));
        }}
      />
      <div role="alert">{problem && <p className={styles.problem}>{problem}</p>}</div>
    </div>
  );
}
