import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { pageProject } from "@/lib/http/page-ctx";
import { DeploymentsView } from "./_components/deployments-view";

export const metadata: Metadata = { title: "Publishing" };

export default async function PublishingPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { ctx, project } = await pageProject((await params).projectId);
  const firstPage = await listDeployments(ctx, { projectId: project.id, limit: 50 });
  return (
    <>
      <PageHeader
        title="Publishing"
        description="Each time a website of this company was published, newest first. Its receipt says whether visitors see it."
      />
      <DeploymentsView projectId={project.id} firstPage={firstPage} />
    </>
  );
}
