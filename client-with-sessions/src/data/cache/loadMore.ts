import type { InfiniteData } from '@tanstack/react-query';

/** How often to try to fetch a page when refreshes interrupt it. */
const MOST_ATTEMPTS = 3;

interface Result<Page> {
  data: InfiniteData<Page, unknown> | undefined;
  isError: boolean;
}

interface Pages<Page> {
  data: InfiniteData<Page, unknown> | undefined;
  fetchNextPage: (options: { cancelRefetch: boolean }) => Promise<Result<Page>>;
}

/** Fetches the next page of a list once a running refresh is over; returns it if it came. */
export async function loadMore<Page>(query: Pages<Page>): Promise<Page | undefined> {
  const before = query.data?.pages.length ?? 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { data, isError } = await query.fetchNextPage({ cancelRefetch: false });
    if (data && data.pages.length > before) return data.pages.at(-1);
    if (isError) return undefined;
  }
  return undefined;
}
