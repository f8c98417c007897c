import { createEvent, fireEvent, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useRef, useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { server } from '../test/server';
import { showInside } from '../test/showBoard';
import { captureTokenAt } from './captureToken';
import { Suggestions } from './Suggestions';
import { useSuggestions } from './useSuggestions';

const TAGS = [
  { name: 'hobby', open: 1 },
  { name: 'home', open: 3 },
  { name: 'work', open: 0 },
];
const PROJECTS = [
  { id: 1, name: 'My house', colour: 'red', archived_at: null },
  { id: 2, name: 'House of cards', colour: 'red', archived_at: '2026-01-01T00:00:00Z' },
];

function Line({ onEnter }: { onEnter: (text: string) => void }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions(field, text, captureTokenAt);
  return (
    <>
      <textarea
        {...suggestions.field}
        ref={field}
        aria-label="Line"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          suggestions.field.onKeyDown(event);
          if (event.key === 'Enter' && !event.defaultPrevented) onEnter(text);
        }}
      />
      <Suggestions {...suggestions.list} />
      <button type="button">Next</button>
    </>
  );
}

beforeEach(() => {
  server.use(
    http.get('*/tags', () => HttpResponse.json({ tags: TAGS })),
    http.get('*/projects', () => HttpResponse.json({ projects: PROJECTS })),
  );
});

async function show(typed: string) {
  const onEnter = vi.fn();
  const { user } = showInside(<Line onEnter={onEnter} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Line' });
  await user.click(field);
  await user.keyboard(typed);
  await screen.findByRole('listbox');
  return { user, field, onEnter };
}

const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const chosen = () => screen.queryByRole('option', { selected: true })?.textContent;

test('the field tells of its list', async () => {
  const { user, field } = await show('Pay #h');
  expect(options()).toEqual(['#home3', '#hobby1']);
  expect(screen.getByText('2 suggestions').getAttribute('role')).toBe('status');
  expect(field.getAttribute('aria-autocomplete')).toBe('list');
  expect(field.getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
  await user.keyboard('{ArrowDown}');
  expect(field.getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('option', { selected: true }).id,
  );
  await user.keyboard('{Escape}');
  expect(options()).toEqual([]);
  expect(field.hasAttribute('aria-controls')).toBe(false);
  expect(field.hasAttribute('aria-activedescendant')).toBe(false);
});

test('Enter takes what the arrows chose, and nothing else', async () => {
  const { user, field, onEnter } = await show('Pay #h');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(chosen()).toBe('#hobby1');
  await user.keyboard('{ArrowDown}');
  expect(chosen()).toBe('#home3');
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toBe('#hobby1');
  await user.keyboard('{Enter}now');
  expect(field.value).toBe('Pay #hobby now');
  expect(onEnter).not.toHaveBeenCalled();

  await user.keyboard(' #h{Enter}');
  expect(onEnter).toHaveBeenCalledWith('Pay #hobby now #h');
});

test('typing on forgets what was chosen', async () => {
  const { user, onEnter } = await show('#h');
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toBe('#hobby1');
  await user.keyboard('o{Enter}');
  expect(onEnter).toHaveBeenCalledWith('#ho');
});

test('Tab takes the first, and then leads on', async () => {
  const { user, field } = await show('+ho');
  expect(options()).toEqual(['My house']);
  await user.keyboard('{Tab}');
  expect(field.value).toBe('+"My house" ');
  expect(document.activeElement).toBe(field);
  await user.keyboard('{Tab}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next' }));
});

test('Escape closes the list until the next sign', async () => {
  const { user, field, onEnter } = await show('#h');
  const escaped = createEvent.keyDown(field, { key: 'Escape' });
  fireEvent(field, escaped);
  expect(escaped.defaultPrevented).toBe(true);
  expect(options()).toEqual([]);
  expect(field.value).toBe('#h');
  expect(document.activeElement).toBe(field);

  const again = createEvent.keyDown(field, { key: 'Escape' });
  fireEvent(field, again);
  expect(again.defaultPrevented).toBe(false);
  await user.keyboard('{Tab}');
  expect(document.activeElement).not.toBe(field);

  await user.click(field);
  expect(options()).toEqual([]);
  await user.keyboard('o');
  expect(options()).toEqual(['#home3', '#hobby1']);
  expect(onEnter).not.toHaveBeenCalled();
});

test('the list is closed when the caret or the focus leaves the name', async () => {
  const { user } = await show('#ho');
  await user.keyboard('{ArrowLeft}');
  expect(options()).toEqual([]);
  await user.keyboard('{ArrowRight}{Backspace}');
  expect(options()).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(options()).toEqual([]);
});

test('the pointer takes one, and the field keeps the focus', async () => {
  const { user, field } = await show('Pay  now{ArrowLeft>4/}#h');
  await user.hover(screen.getByRole('option', { name: /hobby/ }));
  expect(chosen()).toBeUndefined();
  await user.click(screen.getByRole('option', { name: /hobby/ }));
  expect(field.value).toBe('Pay #hobby now');
  expect(field.selectionStart).toBe('Pay #hobby '.length);
  expect(document.activeElement).toBe(field);
});

test('keys that belong to what is being composed are left alone', async () => {
  const { field } = await show('#h');
  for (const key of ['ArrowDown', 'Enter', 'Tab', 'Escape']) {
    const event = createEvent.keyDown(field, { key, isComposing: true });
    fireEvent(field, event);
    expect(event.defaultPrevented, key).toBe(false);
    expect(options(), key).toHaveLength(2);
    expect(chosen(), key).toBeUndefined();
  }
});
