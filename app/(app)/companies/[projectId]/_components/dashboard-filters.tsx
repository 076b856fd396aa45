"use client";

import { Group, SegmentedControl, NativeSelect, Text, TextInput } from "@mantine/core";
import type { CampaignChoice } from "./next-step";
import { dayBefore, type DashboardFilter } from "./use-dashboard-filter";

const PERIODS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "custom", label: "Custom" },
];

type Props = { filter: DashboardFilter; campaigns: CampaignChoice[]; timeZone?: string };

export function DashboardFilters({ filter, campaigns, timeZone }: Props) {
  const choosePeriod = (period: string): void => {
    if (period === "custom") filter.set({ days: null, start: dayBefore(13), end: dayBefore(0) });
    else filter.set({ days: period === "30" ? null : period, start: null, end: null });
  };
  return (
    <Group gap="sm" align="center" role="group" aria-label="What the numbers are about">
      <SegmentedControl data={PERIODS} value={filter.period} onChange={choosePeriod} aria-label="Period" />
      {filter.period === "custom" && (
        <Group gap="xs" wrap="nowrap">
          <TextInput
            type="date"
            aria-label="From"
            value={filter.start ?? ""}
            max={filter.end ?? undefined}
            onChange={(event) => filter.set({ start: event.currentTarget.value })}
          />
          <Text size="sm" c="dimmed">
            to
          </Text>
          <TextInput
            type="date"
            aria-label="To"
            value={filter.end ?? ""}
            min={filter.start ?? undefined}
            onChange={(event) => filter.set({ end: event.currentTarget.value })}
          />
        </Group>
      )}
      <NativeSelect
        aria-label="Campaign"
        data={[
          { value: "", label: "All campaigns" },
          ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
          { value: "unattributed", label: "Unattributed" },
        ]}
        value={filter.campaign ?? ""}
        onChange={({ currentTarget: { value } }) => filter.set({ campaign: value || null })}
        w={{ base: "100%", xs: 220 }}
      />
      {timeZone && (
        <Text size="xs" c="dimmed">
          Days in {timeZone.replaceAll("_", " ")}
        </Text>
      )}
    </Group>
  );
}
