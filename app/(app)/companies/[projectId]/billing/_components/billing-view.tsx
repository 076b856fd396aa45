"use client";

import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Fact, Facts } from "@/app/_ui/facts";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure } from "@/app/_ui/notify";
import { formatUsd } from "@/app/_ui/numbers";
import { PageHeader } from "@/app/_ui/page-header";
import { atTheLimit, limitWords, unpricedWordsOf } from "@/app/_ui/plan-words";
import type { Billing, Redirect } from "@/lib/metering/billing/schemas";
import { nameOf, priceWords, statusWords } from "./billing-words";
import { EndButtons } from "./end-buttons";
import { InvoicesCard } from "./invoices-card";
import { PlansCard } from "./plans-card";

type Props = { projectId: string; billing: Billing; mayWrite: boolean };

/** A workspace's plan: what it allows, what it costs, what was used, and every change of it. */
export function BillingView({ projectId, billing: given, mayWrite }: Props) {
  const router = useRouter();
  const search = useSearchParams();
  const [billing, setBilling] = useState(given);
  const path = `/api/projects/${projectId}/billing`;
  const refresh = useMutation({
    mutationFn: () => api<Billing>(`${path}/refresh`, { method: "POST" }),
    onSuccess: (read) => {
      setBilling(read);
      router.replace(`/companies/${projectId}/billing`);
    },
  });
  const isBack = search.get("checkout") === "done";
  const asked = useRef(false);
  useEffect(() => {
    if (!isBack || asked.current) return;
    asked.current = true;
    refresh.mutate();
  }, [isBack, refresh]);
  const paysHere = billing.payable && mayWrite;
  return (
    <>
      <PageHeader title="Plan and billing" description={statusWords(billing)} />
      <Stack gap="lg" maw={860}>
        {refresh.isPending && (
          <Alert color="blue" variant="light" role="status">
            Reading what was paid from Stripe…
          </Alert>
        )}
        {refresh.isError && (
          <Failure title="The payment could not be read" error={refresh.error} onRetry={() => refresh.mutate()} />
        )}
        <UsageCard projectId={projectId} billing={billing} paysHere={paysHere} onChange={setBilling} />
        {paysHere && <PlansCard projectId={projectId} billing={billing} onChange={setBilling} />}
        {billing.payable && !mayWrite && (
          <Text size="sm" c="dimmed">
            Owners and admins of the workspace choose the plan and see its invoices.
          </Text>
        )}
        {paysHere && billing.status !== null && <InvoicesCard projectId={projectId} />}
      </Stack>
    </>
  );
}

type CardProps = { projectId: string; billing: Billing; paysHere: boolean; onChange: (billing: Billing) => void };

function UsageCard({ projectId, billing, paysHere, onChange }: CardProps) {
  const { budget, amount_cents, currency, interval, status } = billing;
  const portal = useMutation({
    mutationFn: () => api<Redirect>(`/api/projects/${projectId}/billing/portal`, { method: "POST" }),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => notifyFailure("The payment page was not opened", error),
  });
  const unpriced = unpricedWordsOf(budget);
  return (
    <Card component="section" aria-labelledby="usage-title">
      <Title order={2} id="usage-title" mb="md">
        {nameOf(billing.plan)}
      </Title>
      <Facts>
        <Fact name="Limit">{limitWords(budget.limit)}</Fact>
        <Fact name="Spent this month">
          <span className="numbers">
            {formatUsd(budget.current_spend)}
            {budget.limit !== null && ` of ${formatUsd(budget.limit)}`}
            {budget.reserved > 0 && `, ${formatUsd(budget.reserved)} set aside for calls under way`}
          </span>
        </Fact>
        {unpriced && <Fact name="Unknown prices">{unpriced}</Fact>}
        {status !== null && amount_cents !== null && currency && (
          <Fact name="Price">{priceWords(amount_cents, currency, interval ?? "month")}</Fact>
        )}
        <Fact name="At the limit">{atTheLimit(budget)}</Fact>
      </Facts>
      {paysHere && status !== null && (
        <Group mt="md" gap="sm">
          <Button
            variant="default"
            loading={portal.isPending}
            onClick={() => portal.mutate()}
            rightSection={<IconExternalLink size={15} aria-hidden />}
          >
            Payment method
          </Button>
          <EndButtons projectId={projectId} billing={billing} onChange={onChange} />
        </Group>
      )}
    </Card>
  );
}
