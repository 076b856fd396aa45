import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { AppError } from "@/lib/platform/errors";
import { SequenceView } from "./_components/sequence-view";

export const metadata: Metadata = { title: "Sequence" };

type Props = { params: Promise<{ projectId: string; campaignId: string }> };

export default async function SequencePage({ params }: Props) {
  const { projectId, campaignId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const [campaign, sequence] = await Promise.all([
    getCampaign(ctx, ref.data).catch(absent),
    getSequence(ctx, ref.data).catch(absent),
  ]);
  return <SequenceView project={project} campaign={campaign} saved={sequence} />;
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
