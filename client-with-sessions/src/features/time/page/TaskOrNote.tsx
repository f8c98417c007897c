import { useState } from 'react';
import { useFoundTasks } from '../../../suggestions/useFoundTasks';
import { Finder } from '../../../ui/Finder';
import { FinderDialog } from '../../../ui/FinderDialog';
import styles from './EntryForm.module.css';

/** What time is for: a task, or what a note says. */
export interface Purpose {
  task?: { id: number; title: string } | undefined;
  note?: string | undefined;
}

interface Props {
  value: Purpose;
  onChange: (value: Purpose) => void;
}

const NOTE = 'note';

/** A button that says what time is for, and asks for it. */
export function TaskOrNote({ value, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const words = value.task?.title ?? value.note;
  return (
    <>
      <button
        type="button"
        className={styles.purpose}
        aria-haspopup="dialog"
        aria-label={words === undefined ? 'What was it for?' : `For ${words}. Change it`}
        dir="auto"
        onClick={() => setOpen(true)}
      >
        {words ?? <span className={styles.placeholder}>What was it for?</span>}
      </button>
      {isOpen && (
        <PurposeFinder
          onPick={(purpose) => {
            setOpen(false);
            onChange(purpose);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Asks for a task by its title; what is no title becomes a note. */
export function PurposeFinder({
  onPick,
  onClose,
}: {
  onPick: (purpose: Purpose) => void;
  onClose: () => void;
}) {
  const [query, setQuery] = useState('');
  const found = useFoundTasks(query);
  const typed = query.trim();
  const options = found.map(({ id, title }) => ({ id: String(id), label: title }));
  const note = typed === '' ? [] : [{ id: NOTE, label: `“${typed}”, no task` }];
  return (
    <FinderDialog title="What was it for?" onClose={onClose}>
      <Finder
        label="What was it for?"
        placeholder="A task, or a few words"
        options={[...options, ...note]}
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => {
          const task = found.find((one) => String(one.id) === id);
          onPick(task ? { task: { id: task.id, title: task.title } } : { note: typed });
        }}
        nothing="Type the title of a task, or what you did."
      />
    </FinderDialog>
  );
}
