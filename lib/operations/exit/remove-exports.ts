import type { ProjectRef } from "@/lib/company/projects/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { removeArchive } from "./archive-files";
import { selectExports } from "./store";

/** Removes every archive of a deleted company from this machine. Safe to repeat. */
export async function removeExports(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "workspace.own");
  for (const { id } of await withReadTransaction(ctx, (tx) => selectExports(tx, projectId))) await removeArchive(id);
}
