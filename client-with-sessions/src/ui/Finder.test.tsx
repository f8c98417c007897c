import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Finder } from './Finder';
import { narrow } from './narrow';
import type { Option } from './OptionList';

const OPTIONS: Option[] = [
  { id: 'a', label: 'Go to the inbox', group: 'Go to' },
  { id: 'b', label: 'Go to today', group: 'Go to' },
  { id: 'c', label: 'Écrire', group: 'Views' },
];

function Shown({ onChoose }: { onChoose: (option: Option) => void }) {
  const [query, setQuery] = useState('');
  return (
    <Finder
      label="Find"
      options={narrow(OPTIONS, query)}
      query={query}
      onQuery={setQuery}
      onChoose={onChoose}
      nothing="Nothing."
    />
  );
}

test('the arrows choose, around the ends, and Enter takes it', async () => {
  const onChoose = vi.fn();
  const user = userEvent.setup();
  render(<Shown onChoose={onChoose} />);
  const field = screen.getByRole('combobox', { name: 'Find' });
  expect(document.activeElement).toBe(field);
  const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
  expect(active()?.textContent).toBe('Go to the inbox');
  await user.keyboard('{ArrowUp}');
  expect(active()?.textContent).toBe('Écrire');
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onChoose).toHaveBeenCalledWith(OPTIONS[1]);
});

test('typing begins at the first that is found', async () => {
  const onChoose = vi.fn();
  const user = userEvent.setup();
  render(<Shown onChoose={onChoose} />);
  await user.keyboard('{ArrowDown}{ArrowDown}today{Enter}');
  expect(onChoose).toHaveBeenCalledWith(OPTIONS[1]);
  await user.keyboard('zzz');
  expect(screen.getByText('Nothing.')).toBeTruthy();
});
