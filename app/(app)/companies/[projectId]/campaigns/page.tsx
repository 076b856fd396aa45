import type { Metadata } from "next";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import { pageProject } from "@/lib/http/page-ctx";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { CampaignList } from "./_components/campaign-list";

export const metadata: Metadata = { title: "Campaigns" };

export default async function CampaignsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [page, launch] = await Promise.all([listCampaigns(ctx, { limit: 200 }), getIgnitionStatus(ctx)]);
  return <CampaignList project={project} firstPage={page} launched={launch.status === "active"} />;
}
