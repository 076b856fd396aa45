import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { ApprovalRef } from "@/lib/company/approvals/schemas";
import { getTrace } from "@/lib/company/receipts/get-trace";
import { pageProject } from "@/lib/http/page-ctx";
import { AppError } from "@/lib/platform/errors";
import { ApprovalView } from "./_components/approval-view";

export const metadata: Metadata = { title: "Approval" };

type Props = { params: Promise<{ projectId: string; approvalId: string }> };

export default async function ApprovalPage({ params }: Props) {
  const { projectId, approvalId } = await params;
  const { ctx, project } = await pageProject(projectId);
  const ref = ApprovalRef.safeParse({ approvalId }).data ?? notFound();
  const [detail, trace] = await Promise.all([getApproval(ctx, ref), getTrace(ctx, ref)]).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === "not_found") notFound();
    throw error;
  });
  if (detail.project_id !== project.id) notFound();
  return <ApprovalView project={project} first={{ detail, trace }} />;
}
