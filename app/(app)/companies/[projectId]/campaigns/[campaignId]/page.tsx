import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { CampaignView } from "./_components/campaign-view";

export const metadata: Metadata = { title: "Campaign" };

type Props = { params: Promise<{ projectId: string; campaignId: string }> };

export default async function CampaignPage({ params }: Props) {
  const { projectId, campaignId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const [campaign, schedule] = await Promise.all([getCampaign(ctx, ref.data).catch(absent), findInfrastructure(ctx)]);
  return <CampaignView project={project} initial={campaign} schedule={schedule} />;
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
