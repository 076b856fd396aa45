import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { getTestRun } from "@/lib/operations/sandbox/get-test-run";
import { listTestRuns } from "@/lib/operations/sandbox/list-test-runs";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { AppError } from "@/lib/platform/errors";
import { TestsView } from "./_components/tests-view";

type Props = { params: Promise<{ projectId: string; campaignId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { projectId, campaignId } = await params;
  const { ctx } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const { name } = await getCampaign(ctx, ref.data).catch(absent);
  return { title: `Tests of ${name}` };
}

export default async function TestsPage({ params }: Props) {
  const { projectId, campaignId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const [campaign, history] = await Promise.all([
    getCampaign(ctx, ref.data).catch(absent),
    listTestRuns(ctx, { campaign_id: ref.data.campaignId, limit: 20 }),
  ]);
  const [newest] = history.data;
  const latest = newest ? await getTestRun(ctx, { executionId: newest.id }) : null;
  return <TestsView project={project} campaign={campaign} history={history.data} latest={latest} />;
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
