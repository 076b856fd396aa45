"use client";

import { Alert, Button, Card, Center, Group, Loader, Text } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { IconNotebook } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { isOfTypes } from "@/app/_ui/ledger-kinds";
import { LedgerLine, type People } from "@/app/_ui/ledger-line";
import { LiveBadge } from "@/app/_ui/live-badge";
import { newestFirst, withLine } from "@/app/_ui/newest-lines";
import { useLedgerStream } from "@/app/_ui/use-ledger-stream";
import { usePages, type Page, type Pages } from "@/app/_ui/use-pages";
import type { LedgerEntry, LedgerFilter } from "@/lib/foundation/ledger/schemas";
import { LedgerFilters } from "./ledger-filters";

type Props = {
  projectId: string;
  filter: LedgerFilter;
  people: People;
  firstPage: Page<LedgerEntry> & { position: string };
};

/** So many new lines are kept beside those that were asked for; a page may stay open for a day of mails. */
const MOST_ARRIVED = 500;

export function LedgerView({ projectId, filter, people, firstPage }: Props) {
  const [arrived, setArrived] = useState<LedgerEntry[]>([]);
  const receive = (entry: LedgerEntry): void => {
    if (lets(filter, entry)) setArrived((known) => withLine(known, entry, MOST_ARRIVED + 1));
  };
  const { live } = useLedgerStream(projectId, receive, firstPage.position);
  const query = { limit: "50", ...filter };
  const older = usePages<LedgerEntry>(`/api/projects/${projectId}/events`, query, firstPage);
  const { lines, fresh } = together(arrived.slice(0, MOST_ARRIVED), older);

  return (
    <>
      <Group justify="space-between" mb="md">
        <LedgerFilters projectId={projectId} />
        <LiveBadge live={live} />
      </Group>
      {arrived.length > MOST_ARRIVED && <TooMany />}
      {lines.length === 0 ? (
        <NothingYet filtered={Object.values(filter).some(Boolean)} />
      ) : (
        <Card py="xs">
          <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {lines.map((entry) => (
              <LedgerLine key={entry.id} entry={entry} arrived={fresh.has(entry.id)} people={people} />
            ))}
          </ul>
          {older.failure ? (
            <Failure title="Older lines could not be loaded" error={older.failure} onRetry={older.loadMore} />
          ) : (
            <More pending={older.loading} more={older.more} onReach={older.loadMore} />
          )}
        </Card>
      )}
    </>
  );
}

/** Whether a line that arrives now belongs to what is shown. */
function lets({ type, q, scope, to }: LedgerFilter, entry: LedgerEntry): boolean {
  // The stream is the company's own.
  if (scope === "workspace") return false;
  if (type && !isOfTypes(entry.type, type.split(","))) return false;
  if (to && entry.created_at.slice(0, 10) > to) return false;
  return !q || entry.message.toLowerCase().includes(q.toLowerCase());
}

/** Merges new lines into the loaded ones, without those that belong to a page that is not loaded yet. */
function together(arrived: LedgerEntry[], { rows, more }: Pages<LedgerEntry>) {
  const read = new Set(rows.map(({ id }) => id));
  const end = more ? (rows.at(-1)?.id ?? 0) : 0;
  const fresh = arrived.filter(({ id }) => id > end && !read.has(id));
  return { lines: newestFirst([...fresh, ...rows]), fresh: new Set(fresh.map(({ id }) => id)) };
}

function TooMany() {
  const router = useRouter();
  return (
    <Alert mb="md" color="gray" role="status">
      <Group justify="space-between">
        <Text size="sm">
          More arrived than this page keeps: lines are missing between the new ones and the older ones.
        </Text>
        <Button size="xs" variant="default" onClick={() => router.refresh()}>
          Read the ledger again
        </Button>
      </Group>
    </Alert>
  );
}

function NothingYet({ filtered }: { filtered: boolean }) {
  return (
    <Blank icon={<IconNotebook size={26} />} title={filtered ? "No line matches" : "The ledger is empty"}>
      {filtered
        ? "Choose another kind or other days, or clear the filter to see everything."
        : "Everything that happens to this company will appear here."}
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
