import { hasStatus } from '../../../api/errors';
import type { Task } from '../../../api/types';
import type { RefusedMutation } from '../../../data/outbox/pending';
import type { Saving } from './saving';

interface Props {
  refused: RefusedMutation;
  actions: Saving;
  onEdit: ((task: Task, title: string) => void) | undefined;
}

interface Choice {
  label: string;
  choose: () => void;
}

/** What the user can do about a refusal. */
export function RefusalChoices(props: Props) {
  return choicesOf(props).map(({ label, choose }) => (
    <button key={label} type="button" onClick={choose}>
      {label}
    </button>
  ));
}

function choicesOf({ refused, actions, onEdit }: Props): Choice[] {
  const { mutation, error } = refused;
  const { task, patch } = mutation;
  const drop = (label: string) => ({ label, choose: () => actions.forget(mutation) });
  const again = { label: 'Try again', choose: () => actions.retry(mutation) };
  if (mutation.typed !== undefined) return [again, drop('Discard')];
  if (!task || !patch) return [again, drop('Dismiss')];

  const isGone = hasStatus(error, 404);
  const typed = mutation.line;
  const edit = onEdit &&
    typed !== undefined && {
      label: 'Edit',
      choose: () => {
        actions.forget(mutation);
        onEdit(task, typed);
      },
    };

  if (isGone) {
    const revive = { label: 'Bring back and save', choose: () => actions.revive(task, patch) };
    return [revive, drop('Discard')];
  }
  return [
    again,
    ...(edit ? [edit] : []),
    drop('title' in patch || 'description' in patch ? 'Discard' : 'Dismiss'),
  ];
}
