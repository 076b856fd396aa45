import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceKey } from "./schemas";
import { selectKeys } from "./store-keys";

/** The workspace's API keys as they may be shown, newest first, at most 200; revoked ones too. */
export async function listKeys(ctx: WorkspaceCtx): Promise<WorkspaceKey[]> {
  requirePermission(ctx, "keys.read");
  return withReadTransaction(ctx, selectKeys);
}
