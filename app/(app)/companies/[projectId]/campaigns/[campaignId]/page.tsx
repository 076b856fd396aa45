import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { pageProject } from "@/lib/http/page-ctx";
import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { CampaignView } from "./_components/campaign-view";

type Props = { params: Promise<{ projectId: string; campaignId: string }> };

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { projectId, campaignId } = await params;
  const { ctx } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const { name } = await getCampaign(ctx, ref.data).catch(absent);
  return { title: `${name}` };
}

export default async function CampaignPage({ params }: Props) {
  const { projectId, campaignId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const [campaign, schedule] = await Promise.all([getCampaign(ctx, ref.data).catch(absent), findInfrastructure(ctx)]);
  return <CampaignView project={project} initial={campaign} schedule={schedule} editorUrl={env().N8N_URL ?? null} />;
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
