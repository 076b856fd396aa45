"use client";

import { Anchor, Card, Group, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { formatMoney } from "@/app/_ui/numbers";
import { When } from "@/app/_ui/when";
import type { ShownInvoice } from "@/lib/metering/billing/schemas";

const STATUS: Record<ShownInvoice["status"], string> = {
  draft: "being prepared",
  open: "open",
  paid: "paid",
  uncollectible: "written off",
  void: "void",
};

/** The invoices as Stripe has them now. */
export function InvoicesCard({ projectId }: { projectId: string }) {
  const invoices = useQuery({
    queryKey: ["billing-invoices", projectId],
    queryFn: ({ signal }) => api<{ data: ShownInvoice[] }>(`/api/projects/${projectId}/billing/invoices`, { signal }),
  });
  return (
    <Card component="section" aria-labelledby="invoices-title">
      <Title order={2} id="invoices-title" mb="md">
        Invoices
      </Title>
      {invoices.isPending && <Skeleton h={80} role="status" aria-label="Loading the invoices" />}
      {invoices.isError && (
        <Failure
          title="The invoices could not be read"
          error={invoices.error}
          onRetry={() => void invoices.refetch()}
        />
      )}
      {invoices.data?.data.length === 0 && <Text size="sm">There is no invoice yet.</Text>}
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {invoices.data?.data.map(({ id, number, status, total_cents, currency, created_at, url }) => (
          <li key={id} style={{ padding: "8px 0" }}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" component="div">
                {url ? (
                  <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
                    {number ?? "Invoice"} (opens at Stripe)
                  </Anchor>
                ) : (
                  (number ?? "Invoice")
                )}{" "}
                <Text span c="dimmed">
                  · <When iso={created_at} />
                </Text>
              </Text>
              <Text size="sm" className="numbers" fw={status === "open" ? 600 : 400}>
                {formatMoney(total_cents, currency.toUpperCase())}, {STATUS[status]}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </Card>
  );
}
