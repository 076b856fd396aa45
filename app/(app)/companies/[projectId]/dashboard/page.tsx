import "@mantine/charts/styles.css";
import type { Metadata } from "next";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { listCampaignGroups } from "@/lib/outreach/campaigns/list-campaign-groups";
import { pageProject } from "@/lib/http/page-ctx";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { isOn } from "@/lib/platform/features";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { listRatios } from "@/lib/autopilot/actions/list-ratios";
import { VerifiedRatios } from "../_components/verified-ratios";
import { DashboardView } from "./_components/dashboard-view";
import type { FirstNumbers } from "./_components/use-numbers";
import { readFilter, toQuery } from "./_components/filter";

export const metadata: Metadata = { title: "Dashboard" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DashboardPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [numbers, kpis, keys, campaigns, groups, ledger, ratios] = await Promise.all([
    firstNumbers(ctx, await searchParams),
    isOn("kpis") ? getKpis(ctx, { projectId: project.id }) : null,
    isOn("kpis") ? listProjectKeys(ctx, { projectId: project.id }) : [],
    listCampaigns(ctx, { limit: 200 }),
    listCampaignGroups(ctx),
    isOn("ledger") ? listEvents(ctx, { projectId: project.id, limit: 8 }) : null,
    listRatios(ctx, { projectId: project.id }),
  ]);
  const publishableKey = keys.find(({ kind }) => kind === "publishable")?.key ?? null;
  return (
    <>
      <DashboardView
        project={project}
        place={{ origin: appUrl(), workspaceId: project.workspace_id, projectId: project.id, publishableKey }}
        campaigns={campaigns}
        groups={groups.map(({ id, name }) => ({ id, name }))}
        latest={ledger}
        numbers={numbers}
        kpis={kpis}
      />
      <VerifiedRatios projectId={project.id} ratios={ratios} />
    </>
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
