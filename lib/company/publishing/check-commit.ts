import type { Check, Execution, Sealed } from "@/lib/company/approvals/define-action";
import { isApproved } from "@/lib/company/integrations/acting-account";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectSourceControl } from "@/lib/providers/source-control/select";
import { contractOf, judgeCommit } from "./repository-change";

type Wanted = { projectId: string; sealed: Sealed<unknown>; execution: Execution; signal: AbortSignal };

/** Reads the repository anew and compares the commit with what was approved. */
export async function checkCommit(ctx: WorkspaceCtx, { projectId, sealed, execution, signal }: Wanted): Promise<Check> {
  requirePermission(ctx, "projects.read");
  const resolved = await withReadTransaction(ctx, (tx) => resolveIntegration(tx, { projectId, provider: "github" }));
  const { repository, branch } = contractOf(sealed);
  if (!isApproved(resolved, sealed.account)) {
    const words = `${sealed.account.label} wrote it, and is not connected any more.`;
    return { verdict: "unverifiable", check: "commit", words, observed: { repository }, evidence: words };
  }
  const sha = execution.providerId;
  const control = selectSourceControl(resolved.config);
  const state = sha === null ? null : await control.readCommit({ repository, branch, sha }, signal);
  return judgeCommit({ sealed, execution, state });
}
