"use client";

import { SimpleGrid, Stack } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import { mayPass } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { LiveBadge } from "@/app/_ui/live-badge";
import { withLine } from "@/app/_ui/newest-lines";
import { PageHeader } from "@/app/_ui/page-header";
import { PageSkeleton } from "@/app/_ui/skeletons";
import { useLedgerStream, useRereading } from "@/app/_ui/use-ledger-stream";
import { useCampaigns } from "@/app/_ui/use-campaigns";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";
import type { CampaignPage } from "@/lib/outreach/campaigns/list-campaigns";
import type { DashboardAggregate, Kpis } from "@/lib/metering/metrics/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import { ActivityCard } from "./activity-card";
import { CampaignTable } from "./campaign-table";
import { CompanyKpis } from "./company-kpis";
import { CostCard } from "./cost-card";
import { DashboardFilters } from "./dashboard-filters";
import { toChoice } from "@/app/_ui/campaign-choice";
import type { Place } from "./examples";
import type { GroupChoice } from "./filter-options";
import { KpiCards } from "./kpi-cards";
import { LiveActivity } from "./live-activity";
import { StepFunnel } from "./step-funnel";
import { useDashboardFilter } from "./use-dashboard-filter";
import classes from "./dashboard.module.css";
import { useNumbers, type FirstNumbers } from "./use-numbers";

/** Seen until something has happened, and never again. */
const FirstEvent = dynamic(() => import("./first-event").then((module) => module.FirstEvent));

type Latest = { data: LedgerEntry[]; position: string };
type Props = {
  project: Project;
  place: Place;
  campaigns: CampaignPage;
  groups: GroupChoice[];
  /** Null: the ledger is hidden here. */
  latest: Latest | null;
  numbers: FirstNumbers;
  /** Null: this installation counts no websites and payments. */
  kpis: Kpis | null;
};

/** The numbers of one company; every new ledger line makes them be read again. */
export function DashboardView({ project, place, campaigns: firstCampaigns, groups, latest, numbers, kpis }: Props) {
  const campaigns = useCampaigns(project, firstCampaigns).map(toChoice);
  const filter = useDashboardFilter();
  const { entries, live } = useLiveEntries(project.id, latest);
  const { data, stale, error, retry } = useNumbers(project, filter.query, numbers);
  return (
    <>
      <PageHeader
        title="Dashboard"
        description="Emails, answers, visits and costs, of one range of days."
        actions={latest && <LiveBadge live={live} />}
      />
      <Stack gap="lg">
        <DashboardFilters filter={filter} campaigns={campaigns} groups={groups} shown={stale ? undefined : data} />
        {error && (
          <Failure title="The numbers could not be loaded" error={error} onRetry={mayPass(error) ? retry : undefined} />
        )}
        {!data && !error && <PageSkeleton cards={6} rows={5} />}
        {data && (
          <div className={classes.numbers} data-stale={stale || undefined} aria-busy={stale}>
            <Numbers place={place} data={data} />
          </div>
        )}
        {latest && <LiveActivity projectId={project.id} entries={entries} seen={latest.data} />}
        {kpis && <CompanyKpis place={place} initial={kpis} />}
      </Stack>
    </>
  );
}

/** The newest ledger lines, including those that arrive later; the numbers they change are fetched again. */
function useLiveEntries(projectId: string, latest: Latest | null): { entries: LedgerEntry[]; live: boolean } {
  const [entries, setEntries] = useState(latest?.data ?? []);
  const reread = useRereading(["company", projectId]);
  const receive = (entry: LedgerEntry): void => {
    setEntries((known) => withLine(known, entry, 8));
    reread();
  };
  return { entries, ...useLedgerStream(projectId, receive, latest?.position) };
}

function Numbers({ place, data }: { place: Place; data: DashboardAggregate }) {
  return (
    <>
      <KpiCards summary={data.summary} timeseries={data.timeseries} step_breakdown={data.step_breakdown} />
      {data.since === null ? (
        <FirstEvent place={place} onlyTests={data.only_tests} />
      ) : (
        <>
          <ActivityCard data={data} />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <StepFunnel steps={data.step_breakdown} sends={data.summary.sends} replies={data.summary.replies} />
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
