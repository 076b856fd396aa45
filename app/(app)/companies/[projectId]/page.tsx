import "@mantine/charts/styles.css";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { pageProject } from "@/lib/http/page-ctx";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { DashboardView } from "./_components/dashboard-view";
import type { FirstNumbers } from "./_components/use-numbers";
import { readFilter, toQuery } from "./_components/filter";

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DashboardPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [numbers, kpis, keys, campaigns, groups, ledger, launch, missing, replies] = await Promise.all([
    firstNumbers(ctx, await searchParams),
    isOn("kpis") ? getKpis(ctx, { projectId: project.id }) : null,
    isOn("kpis") ? listProjectKeys(ctx, { projectId: project.id }) : [],
    listCampaigns(ctx, { limit: 200 }),
    listCampaignGroups(ctx),
    isOn("ledger") ? listEvents(ctx, { projectId: project.id, limit: 8 }) : null,
    getIgnitionStatus(ctx),
    getReadiness(ctx),
    listThreads(ctx, { limit: 1 }),
  ]);
  const publishableKey = keys.find(({ kind }) => kind === "publishable")?.key ?? null;
  return (
    <DashboardView
      project={project}
      place={{ origin: appUrl(), workspaceId: project.workspace_id, projectId: project.id, publishableKey }}
      campaigns={campaigns}
      groups={groups.map(({ id, name }) => ({ id, name }))}
      latest={ledger}
      numbers={numbers}
      kpis={kpis}
      ready={missing.length === 0}
      launch={launch}
      unreadReplies={replies.unread}
    />
  );
}

/** The numbers stand in the page as it arrives. A range that makes no sense is refused where it can be corrected: on the page. */
async function firstNumbers(
  ctx: WorkspaceCtx,
  search: Record<string, string | string[] | undefined>,
): Promise<FirstNumbers> {
  const query = toQuery(readFilter({ get: (name) => [search[name]].flat()[0] ?? null }));
  try {
    return { query, data: await getDashboardAggregate(ctx, query) };
  } catch (error) {
    if (error instanceof AppError && error.kind === "invalid") return null;
    throw error;
  }
}
