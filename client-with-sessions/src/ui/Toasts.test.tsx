import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastProvider, useToasts } from './Toasts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

let toasts: ReturnType<typeof useToasts>;

function Grab() {
  toasts = useToasts();
  return null;
}

function show(run = vi.fn()) {
  render(
    <ToastProvider>
      <Grab />
    </ToastProvider>,
  );
  act(() => void toasts.show({ message: 'Deleted: Buy milk', action: { label: 'Undo', run } }));
  return run;
}

const message = () => screen.queryByText('Deleted: Buy milk');
const wait = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1_000));

test('a message is read out and goes after ten seconds', () => {
  show();
  expect(screen.getByRole('status').contains(message())).toBe(true);
  wait(9.9);
  expect(message()).not.toBeNull();
  wait(0.2);
  expect(message()).toBeNull();
});

test('its time stands still while it is pointed at', () => {
  show();
  wait(6);
  const toast = message()?.parentElement as HTMLElement;
  fireEvent.pointerEnter(toast);
  wait(60);
  expect(message()).not.toBeNull();
  fireEvent.pointerLeave(toast);
  wait(3.9);
  expect(message()).not.toBeNull();
  wait(0.2);
  expect(message()).toBeNull();
});

test('its time stands still while it has the focus', () => {
  show();
  act(() => screen.getByRole('button', { name: 'Undo' }).focus());
  wait(60);
  expect(message()).not.toBeNull();
});

test('its action is done once and takes the message away', () => {
  const run = show();
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(run).toHaveBeenCalledOnce();
  expect(message()).toBeNull();
});

test('there are three at most, the newest', () => {
  show();
  for (const title of ['Call home', 'Write', 'Read']) {
    act(() => void toasts.show({ message: `Deleted: ${title}` }));
  }
  expect(message()).toBeNull();
  expect(screen.getAllByText(/^Deleted/)).toHaveLength(3);
});
