"use client";

import { Stack } from "@mantine/core";
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
import type { DashboardAggregate } from "@/lib/metrics/schemas";
import type { Project } from "@/lib/projects/schemas";
import { CampaignTable } from "./campaign-table";
import { CostTable } from "./cost-table";
import { DashboardFilters } from "./dashboard-filters";
import { KpiCards } from "./kpi-cards";
import { LatestLedger } from "./latest-ledger";
import { NextStep, type CampaignChoice } from "./next-step";
import { SendsCard } from "./sends-card";
import { useDashboardFilter } from "./use-dashboard-filter";

type Props = {
  project: Project;
  campaigns: CampaignChoice[];
  latest: LedgerEntry[];
  /** Nothing is missing for a launch. */
  ready: boolean;
  launch: IgnitionView;
};

/** What a burst of ledger lines costs: one reading of the numbers in this time. */
const GATHER_MS = 600;

/** The numbers of one company; every new ledger line makes them be read again. */
export function DashboardView({ project, campaigns, latest, ready, launch }: Props) {
  const filter = useDashboardFilter();
  const queries = useQueryClient();
  const [entries, setEntries] = useState(latest);
  const waiting = useRef(false);
  const { live } = useLedgerStream(project.id, (entry) => {
    setEntries((known) => [entry, ...known.filter(({ id }) => id !== entry.id)].slice(0, 8));
    if (waiting.current) return;
    waiting.current = true;
    setTimeout(() => {
      waiting.current = false;
      void queries.invalidateQueries({ queryKey: ["company", project.id] });
    }, GATHER_MS);
  });
  const numbers = useQuery({
    queryKey: ["company", project.id, "dashboard", filter.query],
    queryFn: ({ signal }) =>
      api<DashboardAggregate>("/api/dashboard/aggregate", {
        query: { workspace_id: project.workspace_id, ...filter.query },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? false : 10_000,
  });

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
          sends={numbers.data?.summary.sends ?? 0}
          ready={ready}
          launch={launch}
        />
        <DashboardFilters filter={filter} campaigns={campaigns} timeZone={numbers.data?.date_range.time_zone} />
        {numbers.isError && (
          <Failure
            title="The numbers could not be loaded"
            error={numbers.error}
            onRetry={() => void numbers.refetch()}
          />
        )}
        {numbers.isPending && <PageSkeleton cards={4} rows={5} />}
        {numbers.data && <Numbers projectId={project.id} data={numbers.data} />}
        <LatestLedger projectId={project.id} entries={entries} seen={latest} />
      </Stack>
    </>
  );
}

function Numbers({ projectId, data }: { projectId: string; data: DashboardAggregate }) {
  return (
    <>
      <KpiCards summary={data.summary} />
      <SendsCard data={data} />
      {data.campaigns.length > 0 && <CampaignTable projectId={projectId} campaigns={data.campaigns} />}
      {data.cost_breakdown.length > 0 && <CostTable lines={data.cost_breakdown} />}
    </>
  );
}

const firstLines = (text: string): string => (text.length > 180 ? `${text.slice(0, 177).trimEnd()}…` : text);
