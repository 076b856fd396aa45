"use client";

import { Box, Button, Card, Group, SegmentedControl, SimpleGrid, Text, Title } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import type { Kpis, KpiValues } from "@/lib/metering/metrics/schemas";
import type { Place } from "./examples";
import { besideFigures, figuresOf } from "./kpi-figures";

/** Seen until the website reports something. */
const NoVisitors = dynamic(() => import("./no-visitors").then((module) => module.NoVisitors));

type Period = "last_7_days" | "last_30_days";
const PERIODS: { value: Period; label: string }[] = [
  { value: "last_7_days", label: "7 days" },
  { value: "last_30_days", label: "30 days" },
];

const isEmpty = ({ traffic, leads, succeeded_payments, refunded_cents }: KpiValues): boolean =>
  traffic + leads + succeeded_payments + refunded_cents === 0;

/** How the company's website and payments do. */
export function CompanyKpis({ place, initial }: { place: Place; initial: Kpis }) {
  const [period, setPeriod] = useState<Period>("last_30_days");
  const { data, error, refetch } = useQuery({
    queryKey: ["company", place.projectId, "kpis"],
    queryFn: ({ signal }) => api<Kpis>(`/api/projects/${place.projectId}/kpis`, { signal }),
    initialData: initial,
    refetchInterval: 60_000,
  });
  const { last_30_days: month } = data;
  const empty = isEmpty(month) && isEmpty(month.previous);
  const [hidden, setHidden] = useLocalStorage({ key: `website-hidden-${place.projectId}`, defaultValue: false });
  if (empty && hidden) {
    return (
      <Group justify="center">
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setHidden(false)}>
          Count the visitors of your website
        </Button>
      </Group>
    );
  }
  return (
    <Card component="section" aria-labelledby="website-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="website-title">
          Website and payments
        </Title>
        {empty && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setHidden(true)}>
            Hide
          </Button>
        )}
        {!empty && (
          <SegmentedControl
            size="xs"
            data={PERIODS}
            value={period}
            onChange={(value) => setPeriod(value as Period)}
            aria-label="Period of website and payments"
          />
        )}
      </Group>
      {error && (
        <Box mb="md">
          <Failure title="These numbers could not be read anew" error={error} onRetry={() => void refetch()} />
        </Box>
      )}
      {empty ? <NoVisitors place={place} /> : <Figures kpis={data[period]} currency={data.currency} />}
    </Card>
  );
}

function Figures({ kpis, currency }: { kpis: Kpis[Period]; currency: string | null }) {
  const more = besideFigures(kpis, currency);
  return (
    <>
      <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 5 }} spacing="md" m={0}>
        {figuresOf(kpis, currency).map(({ name, value, note }) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} fz={22} fw={600} className="numbers">
              {value}
            </Text>
            <Text component="dd" m={0} size="xs" c="dimmed" className="numbers">
              {note}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {more && (
        <Text size="sm" c="dimmed" mt="sm">
          {more}
        </Text>
      )}
    </>
  );
}
