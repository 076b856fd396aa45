"use client";

import { Card, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { formatCount, formatCounted } from "@/app/_ui/numbers";
import type { CompanyDeletion } from "@/lib/operations/deletion/schemas";

const REFRESH_MS = 2_000;
const isOpen = ({ done_at }: CompanyDeletion): boolean => done_at === null;

/** The companies that this person deleted, each with how far its erasure is. */
export function Deletions({ initial }: { initial: CompanyDeletion[] }) {
  const { data } = useQuery({
    queryKey: ["deletions"],
    queryFn: async ({ signal }) => (await api<{ data: CompanyDeletion[] }>("/api/company-deletions", { signal })).data,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? REFRESH_MS : false),
  });
  if (data.length === 0) return null;
  return (
    <Stack gap="sm" mb="lg">
      {data.map((deletion) => (
        <Deletion key={deletion.project_id} deletion={deletion} />
      ))}
    </Stack>
  );
}

function Deletion({ deletion }: { deletion: CompanyDeletion }) {
  const { name, last_error } = deletion;
  const open = isOpen(deletion);
  return (
    <Card component="section" aria-label={`Deletion of ${name}`}>
      <Title order={2} fz="md" style={{ overflowWrap: "anywhere" }}>
        {open ? `Deleting “${name}”` : `“${name}” is deleted`}
      </Title>
      <Text size="sm" c="dimmed" mt={4} role="status">
        {open
          ? stepOf(deletion)
          : `${formatCounted(deletion.leads_erased, "lead was", "leads were")} erased. The ledger is kept.${provenOf(deletion)}`}
      </Text>
      {open && <Progress mt="sm" value={shareOf(deletion)} animated aria-label={`Deleting ${name}`} />}
      {last_error && (
        <Text size="sm" mt="xs" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
          {last_error}
        </Text>
      )}
    </Card>
  );
}

/** The receipt in words. */
function provenOf({ receipt }: CompanyDeletion): string {
  if (!receipt || receipt.left === null) return "";
  const counts = Object.values(receipt.erased);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return ` ${formatCounted(rows, "row", "rows")} of ${formatCounted(counts.length, "table", "tables")} went, and ${formatCount(receipt.left)} are left.`;
}

function stepOf({ leads_total, leads_erased, data_erased_at }: CompanyDeletion): string {
  if (data_erased_at) return "Sending stopped, its data is erased. Removing its workflows and credentials from n8n.";
  return `Sending stopped. ${formatCount(leads_erased)} of ${formatCounted(leads_total, "lead", "leads")} erased.`;
}

/** Leads take most of the time; what follows them is a tenth each. */
const shareOf = ({ leads_total, leads_erased, data_erased_at }: CompanyDeletion): number =>
  data_erased_at ? 90 : 5 + (leads_total === 0 ? 75 : Math.min(75, (75 * leads_erased) / leads_total));
