"use client";

import { Badge, Button, Card, SimpleGrid, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyFailure } from "@/app/_ui/notify";
import { limitWords } from "@/app/_ui/plan-words";
import type { Billing, PaidPlan, Redirect, ShownOffer } from "@/lib/metering/billing/schemas";
import { nameOf, priceWords } from "./billing-words";

const ChangeDialog = dynamic(() => import("./change-dialog").then((module) => module.ChangeDialog));
const SUBSCRIBED: readonly unknown[] = ["active", "trialing", "past_due", "paused", "unpaid"];

type Props = { projectId: string; billing: Billing; onChange: (billing: Billing) => void };

/** The plans that can be bought: the first one in a checkout, every other one after its effect was shown. */
export function PlansCard({ projectId, billing, onChange }: Props) {
  const path = `/api/projects/${projectId}/billing`;
  const [chosen, setChosen] = useState<PaidPlan | null>(null);
  const offers = useQuery({
    queryKey: ["billing-offers", projectId],
    queryFn: ({ signal }) => api<{ data: ShownOffer[] }>(`${path}/offers`, { signal }),
  });
  const checkout = useMutation({
    mutationFn: (plan: PaidPlan) => api<Redirect>(`${path}/checkout`, { json: { plan } }),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => notifyFailure("The checkout was not opened", error),
  });
  const isSubscribed = SUBSCRIBED.includes(billing.status);
  const choose = (plan: PaidPlan): void => (isSubscribed ? setChosen(plan) : checkout.mutate(plan));
  return (
    <Card component="section" aria-labelledby="plans-title">
      <Title order={2} id="plans-title" mb="md">
        Plans
      </Title>
      {offers.isPending && <Skeleton h={150} role="status" aria-label="Loading the plans" />}
      {offers.isError && (
        <Failure title="The plans could not be read" error={offers.error} onRetry={() => void offers.refetch()} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        {offers.data?.data.map((offer) => (
          <OfferTile
            key={offer.plan}
            offer={offer}
            isCurrent={isSubscribed && billing.plan === offer.plan}
            isNext={billing.next_plan === offer.plan}
            isOpening={checkout.isPending && checkout.variables === offer.plan}
            isSubscribed={isSubscribed}
            onChoose={() => choose(offer.plan)}
          />
        ))}
      </SimpleGrid>
      {chosen && (
        <ChangeDialog
          projectId={projectId}
          plan={chosen}
          onClose={() => setChosen(null)}
          onChanged={(changed) => {
            setChosen(null);
            onChange(changed);
          }}
        />
      )}
    </Card>
  );
}

type TileProps = {
  offer: ShownOffer;
  isCurrent: boolean;
  isNext: boolean;
  isSubscribed: boolean;
  isOpening: boolean;
  onChoose: () => void;
};

function OfferTile({ offer, isCurrent, isNext, isSubscribed, isOpening, onChoose }: TileProps) {
  const name = nameOf(offer.plan);
  return (
    <Card withBorder padding="md" component="section" aria-label={`Plan ${name}`}>
      <Stack gap={6} h="100%">
        <Title order={3} size="h4">
          {name}{" "}
          {isCurrent && (
            <Badge variant="light" color="green">
              In force
            </Badge>
          )}
          {isNext && (
            <Badge variant="light" color="blue">
              Next
            </Badge>
          )}
        </Title>
        <Text className="numbers" fw={600}>
          {priceWords(offer.amount_cents, offer.currency, offer.interval)}
        </Text>
        <Text size="sm" c="dimmed">
          {limitWords(offer.limit)}
        </Text>
        {!(isCurrent && !isNext) && !isNext && (
          <Button mt="auto" variant={isSubscribed ? "default" : "filled"} loading={isOpening} onClick={onChoose}>
            {isSubscribed ? `Change to ${name}` : `Choose ${name}`}
          </Button>
        )}
      </Stack>
    </Card>
  );
}
