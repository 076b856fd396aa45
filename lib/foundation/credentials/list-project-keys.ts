import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ProjectKey, ProjectKeyOwner } from "./schemas";
import { selectOpenKeys } from "./store-project-keys";

/** The open keys of a company: the publishable one in full, of the secret one its end. */
export async function listProjectKeys(ctx: WorkspaceCtx, { projectId }: ProjectKeyOwner): Promise<ProjectKey[]> {
  requirePermission(ctx, "projects.read");
  return withReadTransaction(ctx, (tx) => selectOpenKeys(tx, projectId));
}
