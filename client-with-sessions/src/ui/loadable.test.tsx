import { act, render, screen } from '@testing-library/react';
import { Component as ReactComponent, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { loadable } from './loadable';

class Boundary extends ReactComponent<{ children: ReactNode }> {
  override state = { told: '' };

  static getDerivedStateFromError = (error: Error) => ({ told: error.message });

  override render() {
    return this.state.told || this.props.children;
  }
}

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

test('what can’t be fetched is tried again while it is shown, and told in the end', async () => {
  vi.useFakeTimers();
  try {
    const load = vi.fn(async () => Hello);
    load.mockRejectedValueOnce(new Error('offline')).mockRejectedValueOnce(new Error('offline'));
    const { Component } = loadable(load);
    await act(async () => void render(<Component fallback="Loading" name="Anna" />));
    expect(screen.queryByText('Loading')).not.toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    expect(screen.queryByText('Hello Anna')).not.toBeNull();

    const never = loadable<{ name: string }>(() => Promise.reject(new Error('gone')));
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await act(async () => {
      render(
        <Boundary>
          <never.Component name="Anna" />
        </Boundary>,
      );
    });
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(screen.queryByText('gone')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(screen.queryByText('gone')).not.toBeNull();
    told.mockRestore();
  } finally {
    vi.useRealTimers();
  }
});
