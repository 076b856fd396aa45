import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { WorkspaceRenamed } from "./events";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { NameWorkspace, Workspace } from "./schemas";
import { getWorkspaceRow, lockWorkspace, updateWorkspaceName } from "./store";

/** Renames the workspace; its slug stays. The name it has already changes nothing. */
export async function updateWorkspace(ctx: WorkspaceCtx, { name }: NameWorkspace): Promise<Workspace> {
  requirePermission(ctx, "workspace.write");

  return withTransaction(ctx, async (tx) => {
    await lockWorkspace(tx);
    const before = await getWorkspaceRow(tx);
    if (before.name === name) return before;
    await updateWorkspaceName(tx, name);
    await appendEvent(tx, WorkspaceRenamed, { from: before.name, to: name });
    await recordAudit(tx, {
      action: "workspace.renamed",
      target: { type: "workspace", id: tx.workspaceId },
      before: { name: before.name },
      after: { name },
    });
    return { ...before, name };
  });
}
