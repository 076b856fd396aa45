import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { listLeads } from "@/lib/leads/list-leads";
import { LeadsView } from "./_components/leads-view";

export const metadata: Metadata = { title: "Leads" };

export default async function LeadsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  return <LeadsView project={project} firstPage={await listLeads(ctx, { limit: 50 })} />;
}
