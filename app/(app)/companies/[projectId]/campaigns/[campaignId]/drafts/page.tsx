import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { pageProject } from "@/lib/http/page-ctx";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { ListDraftsQuery } from "@/lib/outreach/drafts/schemas";
import { AppError } from "@/lib/platform/errors";
import { DraftsView } from "./_components/drafts-view";

type Props = {
  params: Promise<{ projectId: string; campaignId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { projectId, campaignId } = await params;
  const { ctx } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const { name } = await getCampaign(ctx, ref.data).catch(absent);
  return { title: `Drafts of ${name}` };
}

export default async function DraftsPage({ params, searchParams }: Props) {
  const { projectId, campaignId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = CampaignRef.safeParse({ campaignId });
  if (!ref.success) notFound();
  const { step, status } = await searchParams;
  const asked = ListDraftsQuery.safeParse({
    ...(step && { step }),
    status: status === "all" ? undefined : (status ?? "drafted"),
  });
  const query = asked.success ? asked.data : ListDraftsQuery.parse({ status: "drafted" });
  const [campaign, firstPage] = await Promise.all([
    getCampaign(ctx, ref.data).catch(absent),
    listDrafts(ctx, { ...ref.data, ...query }).catch(absent),
  ]);
  const filter = { step: query.step ? String(query.step) : "", status: query.status ?? "" };
  return (
    <DraftsView
      key={`${filter.step} ${filter.status}`}
      project={project}
      campaign={campaign}
      firstPage={firstPage}
      filter={filter}
    />
  );
}

function absent(error: unknown): never {
  if (error instanceof AppError && error.kind === "not_found") notFound();
  throw error;
}
