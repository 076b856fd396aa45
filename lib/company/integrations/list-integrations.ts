import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Integration } from "./schemas";
import { selectIntegrations } from "./store";

/** A company's integrations by provider, masked; always fewer than a page. */
export async function listIntegrations(
  ctx: WorkspaceCtx,
  { projectId }: ProjectRef,
): Promise<{ data: Integration[]; next_cursor: null }> {
  requirePermission(ctx, "integrations.read");
  return { data: await withReadTransaction(ctx, (tx) => selectIntegrations(tx, projectId)), next_cursor: null };
}
