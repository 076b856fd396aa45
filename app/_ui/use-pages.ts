"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "./api-client";

export type Page<T> = { data: T[]; next_cursor: string | null };
type Query = Record<string, string>;

export type Pages<T> = {
  rows: T[];
  more: boolean;
  loading: boolean;
  failure: unknown;
  loadMore: () => void;
};

/** A list that begins with what the server rendered; its further pages come from the API, with the same filter. */
export function usePages<T>(path: string, query: Query, firstPage: Page<T>): Pages<T> {
  const list = useInfiniteQuery({
    queryKey: ["pages", path, query, firstPage],
    queryFn: ({ pageParam, signal }) => api<Page<T>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    initialData: { pages: [firstPage], pageParams: [null] },
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Infinity,
    gcTime: 0,
  });
  return {
    rows: list.data.pages.flatMap((page) => page.data),
    more: list.hasNextPage,
    loading: list.isFetchingNextPage,
    failure: list.error,
    loadMore: () => void list.fetchNextPage(),
  };
}
