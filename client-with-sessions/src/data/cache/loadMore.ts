import type { InfiniteData } from '@tanstack/react-query';

/** How often a page is asked for that a refresh has got in the way of. */
const MOST_ATTEMPTS = 3;

interface Result<Page> {
  data: InfiniteData<Page, unknown> | undefined;
  isError: boolean;
}

interface Pages<Page> {
  data: InfiniteData<Page, unknown> | undefined;
  fetchNextPage: (options: { cancelRefetch: boolean }) => Promise<Result<Page>>;
}

/** Loads the next page of a list, after a refresh that is under way; answers it, if it came. */
export async function loadMore<Page>(query: Pages<Page>): Promise<Page | undefined> {
  const before = query.data?.pages.length ?? 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { data, isError } = await query.fetchNextPage({ cancelRefetch: false });
    if (data && data.pages.length > before) return data.pages.at(-1);
    if (isError) return undefined;
  }
  return undefined;
}
