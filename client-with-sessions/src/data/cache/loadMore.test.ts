import { expect, test, vi } from 'vitest';
import { loadMore } from './loadMore';

const pagesOf = (...pages: string[]) => ({ pages, pageParams: pages.map(() => null) });
const first = pagesOf('first');
const both = pagesOf('first', 'second');
const answer = (data: typeof first, isError = false) => Promise.resolve({ data, isError });

test('answers the page that came', async () => {
  const fetchNextPage = vi.fn(() => answer(both));
  expect(await loadMore({ data: first, fetchNextPage })).toBe('second');
  expect(fetchNextPage).toHaveBeenCalledExactlyOnceWith({ cancelRefetch: false });
});

test('waits for a refresh that is under way, then asks again', async () => {
  const fetchNextPage = vi.fn(() => answer(both)).mockReturnValueOnce(answer(first));
  expect(await loadMore({ data: first, fetchNextPage })).toBe('second');
  expect(fetchNextPage).toHaveBeenCalledTimes(2);
});

test('gives up when it is refused', async () => {
  const fetchNextPage = vi.fn(() => answer(first, true));
  expect(await loadMore({ data: first, fetchNextPage })).toBeUndefined();
  expect(fetchNextPage).toHaveBeenCalledOnce();
});
