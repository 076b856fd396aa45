"use client";

import { Button, Center } from "@mantine/core";
import { Failure } from "./failure";
import type { Pages } from "./use-pages";

/** The way to the next page of a list, and what went wrong on it. */
export function MoreRows({ pages, title }: { pages: Pages<unknown>; title: string }) {
  if (pages.failure) return <Failure title={title} error={pages.failure} onRetry={pages.loadMore} />;
  if (!pages.more) return null;
  return (
    <Center mt="md">
      <Button variant="default" onClick={pages.loadMore} loading={pages.loading}>
        Show more
      </Button>
    </Center>
  );
}
