import { act, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { loadable } from './loadable';

const Hello = ({ name }: { name: string }) => <p>Hello {name}</p>;

test('the fallback stands in until the code is there', async () => {
  let come = (_: typeof Hello) => {};
  const { Component } = loadable<{ name: string }>(
    () =>
      new Promise((resolve) => {
        come = resolve;
      }),
  );
  render(<Component fallback="Loading" name="Anna" />);
  expect(screen.queryByText('Loading')).not.toBeNull();
  await act(async () => come(Hello));
  expect(screen.queryByText('Hello Anna')).not.toBeNull();
});

test('what was fetched ahead is shown at once, and fetched once', async () => {
  const load = vi.fn(async () => Hello);
  const { Component, fetchAhead } = loadable(load);
  fetchAhead();
  fetchAhead();
  await act(async () => {});
  render(<Component fallback="Loading" name="Anna" />);
  expect(screen.queryByText('Hello Anna')).not.toBeNull();
  expect(load).toHaveBeenCalledTimes(1);
});

test('a failure is told to what stands around, and the next time is another try', async () => {
  const load = vi.fn(async () => Hello);
  load.mockRejectedValueOnce(new Error('offline'));
  const { Component, fetchAhead } = loadable(load);
  fetchAhead();
  await act(async () => {});
  await act(async () => void render(<Component name="Anna" />));
  expect(screen.queryByText('Hello Anna')).not.toBeNull();
});
