import type { Metadata } from "next";
import { listAgentJobs } from "@/lib/autopilot/jobs/list-agent-jobs";
import { pageProject } from "@/lib/http/page-ctx";
import { WorkView } from "./_components/work-view";

export const metadata: Metadata = { title: "Work" };

export default async function WorkPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const firstPage = await listAgentJobs(ctx, { projectId: project.id, limit: 50 });
  return <WorkView project={project} firstPage={firstPage} />;
}
