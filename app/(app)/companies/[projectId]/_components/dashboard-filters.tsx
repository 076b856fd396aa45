"use client";

import { Group, NativeSelect, SegmentedControl, Text, TextInput } from "@mantine/core";
import { formatClock, formatZone } from "@/app/_ui/days";
import type { DashboardAggregate } from "@/lib/metrics/schemas";
import type { CampaignChoice } from "./next-step";
import type { DashboardFilter } from "./use-dashboard-filter";

const PERIODS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "custom", label: "Custom" },
];

export type GroupChoice = { id: string; name: string };
type Props = {
  filter: DashboardFilter;
  campaigns: CampaignChoice[];
  groups: GroupChoice[];
  shown: DashboardAggregate | undefined;
};

export function DashboardFilters({ filter, campaigns, groups, shown }: Props) {
  const choosePeriod = (period: string): void => {
    const { start = null, end = null } = shown?.date_range ?? {};
    if (period === "custom") filter.set({ days: null, start, end });
    else filter.set({ days: period === "30" ? null : period, start: null, end: null });
  };
  const inGroup = campaigns.filter(({ campaign_group_id }) => !filter.group || campaign_group_id === filter.group);
  return (
    <Group gap="sm" align="center" role="group" aria-label="What the numbers are about">
      <SegmentedControl data={PERIODS} value={filter.period} onChange={choosePeriod} aria-label="Period" />
      {filter.period === "custom" && <Range filter={filter} />}
      {groups.length > 1 && (
        <NativeSelect
          aria-label="Campaign group"
          data={[{ value: "", label: "All groups" }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
          value={filter.group ?? ""}
          onChange={({ currentTarget: { value } }) => filter.set({ group: value || null, campaign: null })}
          w={{ base: "100%", xs: 180 }}
        />
      )}
      <NativeSelect
        aria-label="Campaign"
        data={[
          { value: "", label: "All campaigns" },
          ...inGroup.map(({ id, name }) => ({ value: id, label: name })),
          { value: "unattributed", label: "Unattributed" },
        ]}
        value={filter.campaign ?? ""}
        onChange={({ currentTarget: { value } }) => filter.set({ campaign: value || null })}
        w={{ base: "100%", xs: 200 }}
      />
      {shown && (
        <Text size="xs" c="dimmed" className="numbers">
          As of {formatClock(shown.as_of, shown.date_range.time_zone)}, days in {formatZone(shown.date_range.time_zone)}
        </Text>
      )}
    </Group>
  );
}

function Range({ filter }: { filter: DashboardFilter }) {
  return (
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
  );
}
