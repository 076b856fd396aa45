import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { LeadsView } from "./_components/leads-view";

export const metadata: Metadata = { title: "Leads" };

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<{ q?: string | string[] }> };

export default async function LeadsPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const search = [(await searchParams).q].flat()[0] ?? "";
  return <LeadsView project={project} firstPage={await listLeads(ctx, { limit: 50 })} search={search.slice(0, 200)} />;
}
