"use client";

import { Group, NativeSelect, SegmentedControl, Text, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import { formatClock, formatZone } from "@/app/_ui/days";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";
import { lastDays } from "./filter";
import { campaignOptions, chosenCampaign, groupOptions, shownWords, type GroupChoice } from "./filter-options";
import type { CampaignChoice } from "@/app/_ui/campaign-choice";
import type { DashboardFilter } from "./use-dashboard-filter";

/** Few choose their own days. */
const DayRange = dynamic(() => import("./day-range").then((module) => module.DayRange));

const PERIODS = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "custom", label: "Custom" },
];

type Props = {
  filter: DashboardFilter;
  campaigns: CampaignChoice[];
  groups: GroupChoice[];
  shown: DashboardAggregate | undefined;
};

export function DashboardFilters({ filter, campaigns, groups, shown }: Props) {
  const choosePeriod = (period: string): void => {
    const { start, end } = shown?.date_range ?? lastDays(Number(filter.period), new Date());
    if (period === "custom") filter.set({ days: null, start, end });
    else filter.set({ days: period === "30" ? null : period, start: null, end: null });
  };
  return (
    <Group gap="sm" align="center" role="group" aria-label="Filter">
      <VisuallyHidden role="status">
        {shown && shownWords(shown.date_range, { campaigns, groups, chosen: filter })}
      </VisuallyHidden>
      <SegmentedControl data={PERIODS} value={filter.period} onChange={choosePeriod} aria-label="Period" />
      {filter.period === "custom" && <DayRange filter={filter} shown={shown} />}
      {(groups.length > 1 || filter.group) && (
        <NativeSelect
          aria-label="Campaign group"
          data={groupOptions(groups, filter)}
          value={filter.group ?? ""}
          onChange={({ currentTarget: { value } }) => filter.set({ group: value || null, campaign: null })}
          w={{ base: "100%", xs: 180 }}
        />
      )}
      <NativeSelect
        aria-label="Campaign"
        data={campaignOptions(campaigns, filter)}
        value={chosenCampaign(campaigns, filter)}
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
