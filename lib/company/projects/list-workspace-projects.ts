import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Project } from "./schemas";
import { selectWorkspaceProjects } from "./store";

/** The companies that share one workspace, oldest first, at most 200. */
export async function listWorkspaceProjects(ctx: WorkspaceCtx): Promise<Project[]> {
  requirePermission(ctx, "projects.read");
  return withReadTransaction(ctx, selectWorkspaceProjects);
}
