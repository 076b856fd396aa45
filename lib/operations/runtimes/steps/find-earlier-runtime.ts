import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findInstance } from "../store";

type Earlier = { repository: string; commit: string };

/** The repository and version of a runtime that was active once: the company may have worked with it. Null for one that never was. */
export async function findEarlierRuntime(ctx: WorkspaceCtx & { projectId: string }): Promise<Earlier | null> {
  requirePermission(ctx, "projects.read");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, ctx.projectId));
  if (!instance || instance.activated_at === null) return null;
  const { repository, commit_sha: commit } = instance;
  return repository === null || commit === null ? null : { repository, commit };
}
