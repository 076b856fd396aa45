import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Workspace } from "./schemas";
import { getWorkspaceRow } from "./store";

export async function getWorkspace(ctx: WorkspaceCtx): Promise<Workspace> {
  requirePermission(ctx, "workspace.read");
  return withReadTransaction(ctx, getWorkspaceRow);
}
