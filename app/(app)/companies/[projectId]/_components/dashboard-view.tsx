"use client";

import { SimpleGrid, Stack } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { LiveBadge } from "@/app/_ui/live-badge";
import { PageHeader } from "@/app/_ui/page-header";
import { PageSkeleton } from "@/app/_ui/skeletons";
import { useLedgerStream } from "@/app/_ui/use-ledger-stream";
import type { IgnitionView } from "@/app/_ui/use-ignition";
import type { LedgerEntry } from "@/lib/ledger/schemas";
import type { DashboardAggregate, DashboardQuery, Kpis } from "@/lib/metrics/schemas";
import type { Project } from "@/lib/projects/schemas";
import { ActivityCard } from "./activity-card";
import { CampaignTable } from "./campaign-table";
import { CompanyKpis } from "./company-kpis";
import { CostCard } from "./cost-card";
import { DashboardFilters, type GroupChoice } from "./dashboard-filters";
import type { Place } from "./examples";
import { FirstEvent } from "./first-event";
import { KpiCards } from "./kpi-cards";
import { LiveActivity } from "./live-activity";
import { NextStep, type CampaignChoice } from "./next-step";
import { StepFunnel } from "./step-funnel";
import { useDashboardFilter } from "./use-dashboard-filter";

/** What the server read for the address the page was opened with; null when it could not be. */
export type FirstNumbers = { query: DashboardQuery; data: DashboardAggregate } | null;

type Props = {
  project: Project;
  place: Place;
  campaigns: CampaignChoice[];
  groups: GroupChoice[];
  latest: LedgerEntry[];
  numbers: FirstNumbers;
  kpis: Kpis;
  /** Nothing is missing for a launch. */
  ready: boolean;
  launch: IgnitionView;
};

/** What a burst of ledger lines costs: one reading of the numbers in this time. */
const GATHER_MS = 600;

/** The numbers of one company; every new ledger line makes them be read again. */
export function DashboardView({ project, place, campaigns, groups, latest, numbers, kpis, ready, launch }: Props) {
  const filter = useDashboardFilter();
  const { entries, live } = useLiveEntries(project.id, latest);
  const { data, error, isPending, refetch } = useNumbers(project, filter.query, numbers);
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.idea ? firstLines(project.idea) : undefined}
        actions={<LiveBadge live={live} />}
      />
      <Stack gap="lg">
        <NextStep
          project={project}
          campaigns={campaigns}
          sends={data?.summary.sends ?? 0}
          ready={ready}
          launch={launch}
        />
        <DashboardFilters filter={filter} campaigns={campaigns} groups={groups} shown={data} />
        {error && <Failure title="The numbers could not be loaded" error={error} onRetry={() => void refetch()} />}
        {isPending && <PageSkeleton cards={6} rows={5} />}
        {data && <Numbers place={place} data={data} />}
        <CompanyKpis place={place} initial={kpis} />
        <LiveActivity projectId={project.id} entries={entries} seen={latest} />
      </Stack>
    </>
  );
}

function useNumbers({ id, workspace_id }: Project, query: DashboardQuery, first: FirstNumbers) {
  const known = first && sameQuery(first.query, query) ? first.data : undefined;
  return useQuery({
    queryKey: ["company", id, "dashboard", query],
    queryFn: ({ signal }) =>
      api<DashboardAggregate>("/api/dashboard/aggregate", { query: { workspace_id, ...query }, signal }),
    initialData: known,
    initialDataUpdatedAt: known && Date.parse(known.as_of),
    placeholderData: keepPreviousData,
    // Beside the stream, which knows nothing of what was written before it was open. One statement on day sums: it costs little.
    refetchInterval: 10_000,
  });
}

const sameQuery = (a: DashboardQuery, b: DashboardQuery): boolean =>
  (["days", "start", "end", "campaign_group_id", "campaign"] as const).every((name) => a[name] === b[name]);

/** The newest ledger lines; what they change is read again, once for a burst of them. */
function useLiveEntries(projectId: string, latest: LedgerEntry[]): { entries: LedgerEntry[]; live: boolean } {
  const queries = useQueryClient();
  const [entries, setEntries] = useState(latest);
  const waiting = useRef(false);
  const { live } = useLedgerStream(projectId, (entry) => {
    setEntries((known) => [entry, ...known.filter(({ id }) => id !== entry.id)].slice(0, 8));
    if (waiting.current) return;
    waiting.current = true;
    setTimeout(() => {
      waiting.current = false;
      void queries.invalidateQueries({ queryKey: ["company", projectId] });
    }, GATHER_MS);
  });
  return { entries, live };
}

function Numbers({ place, data }: { place: Place; data: DashboardAggregate }) {
  return (
    <>
      <KpiCards summary={data.summary} timeseries={data.timeseries} />
      {data.since === null ? (
        <FirstEvent place={place} />
      ) : (
        <>
          <ActivityCard data={data} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <StepFunnel steps={data.step_breakdown} />
            <CostCard lines={data.cost_breakdown} budget={data.budget} />
          </SimpleGrid>
          {data.campaigns.length > 0 && (
            <CampaignTable projectId={place.projectId} campaigns={data.campaigns} range={data.date_range} />
          )}
        </>
      )}
    </>
  );
}

const firstLines = (text: string): string => (text.length > 180 ? `${text.slice(0, 177).trimEnd()}…` : text);
