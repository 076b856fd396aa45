"use client";

import { Group, Text } from "@mantine/core";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";
import { DayInput } from "./day-input";
import type { DashboardFilter } from "./use-dashboard-filter";

type Props = { filter: DashboardFilter; shown: DashboardAggregate | undefined };

/** An end that the address leaves open is where the numbers have it. */
export function DayRange({ filter, shown }: Props) {
  const start = filter.start ?? shown?.date_range.start ?? "";
  const end = filter.end ?? shown?.date_range.end ?? "";
  return (
    <Group gap="xs" wrap="nowrap">
      <DayInput label="From" value={start} onChange={(day) => filter.set({ start: day, end })} />
      <Text size="sm" c="dimmed">
        to
      </Text>
      <DayInput label="To" value={end} onChange={(day) => filter.set({ start, end: day })} />
    </Group>
  );
}
