import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { ApprovalTab } from "@/lib/company/approvals/schemas";
import { ApprovalsView } from "./_components/approvals-view";

export const metadata: Metadata = { title: "Approvals" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ApprovalsPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const tab = ApprovalTab.safeParse((await searchParams)["tab"]).data ?? "needs_you";
  const firstPage = await listApprovals(ctx, { projectId: project.id, tab, limit: 50 });
  return <ApprovalsView key={tab} project={project} tab={tab} firstPage={firstPage} />;
}
