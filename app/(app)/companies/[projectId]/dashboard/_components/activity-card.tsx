"use client";

import { Card, Group, Skeleton, Text, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import { formatDay, formatRange } from "@/app/_ui/days";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";
import { happened } from "./chart-days";

const Activity = dynamic(() => import("./activity").then((module) => module.Activity), {
  ssr: false,
  loading: () => <Skeleton height={456} radius="md" />,
});

/** Sends and responses by day. */
export function ActivityCard({ data }: { data: DashboardAggregate }) {
  const { timeseries, date_range, since } = data;
  return (
    <Card component="section" aria-labelledby="activity-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="activity-title">
          Sends and what came back
        </Title>
        <Text size="sm" c="dimmed" className="numbers">
          {formatRange(date_range.start, date_range.end)}
        </Text>
      </Group>
      {!timeseries.some(happened) ? (
        <Text c="dimmed" ta="center" py={72}>
          No email was sent in this period, and nothing came back.
          {since && since > date_range.end && ` The first event was on ${formatDay(since)}: choose a later period.`}
          {since && since < date_range.start && " Choose a longer period."}
        </Text>
      ) : (
        <div style={{ minHeight: 456 }}>
          <Activity timeseries={timeseries} />
        </div>
      )}
    </Card>
  );
}
