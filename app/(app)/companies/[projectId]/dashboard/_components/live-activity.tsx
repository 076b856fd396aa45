import { Anchor, Card, Group, Text, Title } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { LedgerLine } from "@/app/_ui/ledger-line";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";

type Props = { projectId: string; entries: LedgerEntry[]; seen: LedgerEntry[] };

/** The newest lines of the ledger, as they are written. */
export function LiveActivity({ projectId, entries, seen }: Props) {
  const known = new Set(seen.map(({ id }) => id));
  return (
    <Card component="section" aria-labelledby="live-title">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="live-title">
          Live activity
        </Title>
        <Anchor component={Link} href={`/companies/${projectId}/ledger`} size="sm">
          Open the ledger
        </Anchor>
      </Group>
      {entries.length === 0 && <Text c="dimmed">Nothing has happened yet.</Text>}
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }} aria-live="polite" aria-relevant="additions">
        {entries.map((entry) => (
          <LedgerLine key={entry.id} entry={entry} arrived={!known.has(entry.id)} />
        ))}
      </ul>
    </Card>
  );
}
