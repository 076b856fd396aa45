import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { workInContext } from "./work-in-context";

type Executing = { approvalId: string; version: number };

/** Carries out one approved version where the company's work runs: every kind of action, such as publishing a site or sending an email. */
export async function executeInContext(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { approvalId, version }: Executing,
): Promise<void> {
  requirePermission(ctx, "approvals.write");
  const { project_id: projectId } = await getApproval(ctx, { approvalId });
  const work = { projectId, kind: "action", subjectId: approvalId, version } as const;
  await workInContext(ctx, work, () => executeApproval(ctx, { approvalId, version }));
}
