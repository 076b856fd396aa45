"use client";

import { Card, Center, Group, Loader, NativeSelect, Text } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { IconNotebook } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { LedgerLine } from "@/app/_ui/ledger-line";
import { LiveBadge } from "@/app/_ui/live-badge";
import { useLedgerStream } from "@/app/_ui/use-ledger-stream";
import type { LedgerEntry } from "@/lib/ledger/schemas";
import { entryTypes } from "./entry-types";

type Page = { data: LedgerEntry[]; next_cursor: string | null };
type Props = { projectId: string; type: string | null; firstPage: Page };

export function LedgerView({ projectId, type, firstPage }: Props) {
  const [arrived, setArrived] = useState<LedgerEntry[]>([]);
  const { live } = useLedgerStream(projectId, (entry) => {
    if (type !== null && entry.type !== type) return;
    setArrived((known) => (known.some(({ id }) => id === entry.id) ? known : [entry, ...known]));
  });
  const older = useInfiniteQuery({
    queryKey: ["ledger", projectId, type],
    queryFn: ({ pageParam, signal }) =>
      api<Page>(`/api/projects/${projectId}/events`, { query: { type, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    initialData: { pages: [firstPage], pageParams: [null] },
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Infinity,
  });
  const read = older.data.pages.flatMap((page) => page.data);
  const seen = new Set(read.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !seen.has(id));

  return (
    <>
      <Group justify="space-between" mb="md">
        <TypeFilter type={type} found={[...fresh, ...read].map((entry) => entry.type)} />
        <LiveBadge live={live} />
      </Group>
      {fresh.length + read.length === 0 ? (
        <NothingYet filtered={type !== null} />
      ) : (
        <Card py="xs">
          <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {fresh.map((entry) => (
              <LedgerLine key={entry.id} entry={entry} arrived />
            ))}
            {read.map((entry) => (
              <LedgerLine key={entry.id} entry={entry} />
            ))}
          </ul>
          {older.isError ? (
            <Failure
              title="Older lines could not be loaded"
              error={older.error}
              onRetry={() => void older.fetchNextPage()}
            />
          ) : (
            <More
              pending={older.isFetchingNextPage}
              more={older.hasNextPage}
              onReach={() => void older.fetchNextPage()}
            />
          )}
        </Card>
      )}
    </>
  );
}

function TypeFilter({ type, found }: { type: string | null; found: string[] }) {
  const router = useRouter();
  const pathname = usePathname();
  return (
    <NativeSelect
      aria-label="Show only one kind of line"
      data={[{ value: "", label: "All kinds" }, ...entryTypes([...found, ...(type ? [type] : [])])]}
      value={type ?? ""}
      onChange={({ currentTarget: { value } }) =>
        router.push(value ? `${pathname}?type=${encodeURIComponent(value)}` : pathname)
      }
      w={{ base: "100%", xs: 300 }}
    />
  );
}

function NothingYet({ filtered }: { filtered: boolean }) {
  return (
    <Blank icon={<IconNotebook size={26} />} title={filtered ? "Nothing of this kind yet" : "The ledger is empty"}>
      {filtered
        ? "Choose another kind, or clear the filter to see everything."
        : "What happens to this company will appear here as it happens."}
    </Blank>
  );
}

/** Loads the next page when its end comes near. */
function More({ pending, more, onReach }: { pending: boolean; more: boolean; onReach: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: "400px" });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && more && !pending) onReach();
  }, [near, more, pending, onReach]);
  return (
    <Center py="sm" ref={ref}>
      {pending && <Loader size="sm" aria-label="Loading older lines" />}
      {!more && (
        <Text size="xs" c="dimmed">
          This is where the ledger begins.
        </Text>
      )}
    </Center>
  );
}
